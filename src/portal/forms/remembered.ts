const cookieName = 'madoguchi-forms';
const most = 5;

/** The forms this browser has begun, the newest first: words that only their own check can read. */
export function rememberedIn(cookie: string | undefined): string[] {
  const value = (cookie ?? '')
    .slice(0, 4_000)
    .split(';')
    .map((part) => part.trim().split('='))
    .find(([name]) => name === cookieName)?.[1];
  // Each is a form to be read: not as many as somebody writes into a cookie.
  const tokens = (value ?? '').split('~').filter((token) => /^[\w.-]{20,100}$/.test(token));
  return tokens.slice(0, most);
}

/**
 * The header that remembers these. It is forgotten when the browser is closed: on a shared computer the next person is not
 * shown what the last one began, and their own address works for as long as ever.
 */
export function remembering(publicUrl: string, tokens: readonly string[]): { 'set-cookie': string } {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const value = [...new Set(tokens)].slice(0, most).join('~');
  const over = value === '' ? '; Max-Age=0' : '';
  return { 'set-cookie': `${cookieName}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}${over}` };
}
