/**
 * A second, hidden place for screen readers: each new message stands in it alone for about a second, as plain text. A live
 * transcript would be read again whole by some readers, and one emptied at once is missed by others.
 */
export interface Announcer {
  say(text: string, language: string): void;
}

const stay = 1_000;

export function createAnnouncer(region: HTMLElement): Announcer {
  const waiting: { text: string; language: string }[] = [];
  let busy = false;
  const next = (): void => {
    const one = waiting.shift();
    busy = one !== undefined;
    if (one === undefined) return;
    const line = document.createElement('p');
    line.lang = one.language;
    line.textContent = one.text;
    region.replaceChildren(line);
    setTimeout(() => {
      region.replaceChildren();
      setTimeout(next, 100);
    }, stay);
  };
  return {
    say(text, language) {
      if (text.trim() === '') return;
      waiting.push({ text, language });
      if (!busy) next();
    },
  };
}
