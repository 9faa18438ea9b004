/**
 * The token behind the # of this address, taken out of it: it must not stay in the bar, the history, or a picture of the
 * screen. Asked twice for one page it is the same.
 */
export function takeToken(): string | undefined {
  const found = /^#([\w-]{20,100})$/.exec(location.hash)?.[1];
  if (found !== undefined) {
    taken.set(location.pathname, found);
    history.replaceState(null, '', location.pathname);
  }
  return taken.get(location.pathname);
}

const taken = new Map<string, string>();

// Another link opened in the same tab differs behind the # alone: browsers then load nothing by themselves.
addEventListener('hashchange', () => {
  if (/^#[\w-]{20,100}$/.test(location.hash)) location.reload();
});
