/** A browser without a script, as far as forms need one: it follows redirects, keeps cookies and sends what a page holds. */
export interface FormBrowser {
  readonly html: string;
  readonly status: number;
  readonly address: string;
  readonly title: string;
  readonly headers: Headers;
  cookie: string;
  open(path: string): Promise<void>;
  /** Sends the page's form with these fields and its first button. */
  send(fields?: Record<string, string | string[] | Blob>): Promise<void>;
  /** The same page sent twice at the same moment. */
  sendTwice(fields?: Record<string, string>): Promise<void>;
  /** Presses a button by its value. */
  press(act: string, fields?: Record<string, string | Blob>): Promise<void>;
  /** The page's own words, without markup. */
  text(): string;
}

export function openFormBrowser(url: string): FormBrowser {
  let page = { html: '', status: 0, address: '', headers: new Headers() };

  async function follow(response: Response): Promise<void> {
    const set = response.headers.get('set-cookie');
    if (set !== null) browser.cookie = set.split(';')[0] ?? '';
    const to = response.headers.get('location');
    if (to !== null) return browser.open(to);
    page = { html: await response.text(), status: response.status, address: response.url, headers: response.headers };
  }

  async function post(
    act: string | undefined,
    fields: Record<string, string | string[] | Blob>,
    times = 1,
  ): Promise<void> {
    const form = formWith(page.html, act);
    const body = form.includes('multipart/form-data') ? new FormData() : new URLSearchParams();
    const set = (name: string, value: string | Blob): void => {
      if (body instanceof FormData) body.append(name, value instanceof Blob ? value : new Blob([value]));
      else if (typeof value === 'string') body.append(name, value);
    };
    for (const [, name = '', value = ''] of form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
      body.append(name, plain(value));
    for (const [name, value] of Object.entries(fields)) {
      if (typeof value === 'string' && body instanceof FormData) body.append(name, value);
      else for (const one of [value].flat()) set(name, one);
    }
    if (act !== undefined) body.append('act', act);
    const to = plain(/action="([^"]+)"/.exec(form)?.[1] ?? '');
    const headers = { origin: url, ...(browser.cookie === '' ? {} : { cookie: browser.cookie }) };
    const send = () => fetch(new URL(to, url), { method: 'POST', body, headers, redirect: 'manual' });
    const [first] = await Promise.all(Array.from({ length: times }, send));
    if (first) await follow(first);
  }

  const browser: FormBrowser = {
    cookie: '',
    get html() {
      return page.html;
    },
    get status() {
      return page.status;
    },
    get address() {
      return page.address;
    },
    get headers() {
      return page.headers;
    },
    get title() {
      return plain(/<title>([^<]*)<\/title>/.exec(page.html)?.[1] ?? '');
    },
    async open(path) {
      const headers = browser.cookie === '' ? undefined : { cookie: browser.cookie };
      await follow(await fetch(new URL(path, url), { redirect: 'manual', ...(headers ? { headers } : {}) }));
    },
    send: (fields = {}) => post(undefined, fields),
    sendTwice: (fields = {}) => post(undefined, fields, 2),
    press: (act, fields = {}) => post(act, fields),
    text: () =>
      plain(page.html.replace(/^[\s\S]*<main>|<\/main>[\s\S]*$/g, '').replace(/<[^>]+>/g, ' '))
        .replace(/\s+/g, ' ')
        .trim(),
  };
  return browser;
}

/** The form that has the button, or the page's first. */
function formWith(html: string, act: string | undefined): string {
  const forms = html.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const isBeside = html.includes(`form="page" name="act" value="${act ?? ''}"`);
  const found = forms.find((form) => act === undefined || isBeside || form.includes(`value="${act}"`));
  if (found === undefined) throw new Error(`there is no button ${act ?? ''} in ${html}`);
  return found;
}

const plain = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
