import { createHash } from 'node:crypto';

/**
 * The page behind a one-time link. Opening it spends nothing: mail programs open links ahead of their readers, so the
 * link is redeemed by a press. The token stays in the address; nothing of it is written into the page.
 */
export function signInPage(language: 'en' | 'ja'): { text: string; headers: Record<string, string> } {
  const said = words[language];
  const text = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${said.title}</title><style>${style}</style><main><h1>${said.title}</h1>
<button type="button" data-done="${said.done}" data-failed="${said.failed}">${said.button}</button><p role="status"></p></main>
<script>${script}</script></html>`;
  return { text, headers: { 'content-security-policy': policy, 'referrer-policy': 'no-referrer' } };
}

const words = {
  en: {
    title: 'Sign in',
    button: 'Sign in',
    done: 'You are signed in.',
    failed: 'This link is used or too old. Ask for a new one.',
  },
  ja: {
    title: 'サインイン',
    button: 'サインインする',
    done: 'サインインしました。',
    failed: 'このリンクは使用済みか期限切れです。新しいリンクを発行してください。',
  },
};

const style =
  'main{max-width:24rem;margin:20vh auto;font:1rem/1.6 system-ui,sans-serif;text-align:center}button{font:inherit;padding:.6rem 1.4rem}';

const script = `
const button = document.querySelector('button'), status = document.querySelector('p');
const token = new URLSearchParams(location.search).get('token');
history.replaceState(null, '', location.pathname);
button.addEventListener('click', async () => {
  button.disabled = true;
  const body = JSON.stringify({ token });
  const answer = await fetch('/staff/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    .catch(() => ({ ok: false, status: 0 }));
  status.textContent = answer.ok ? button.dataset.done : button.dataset.failed;
  button.disabled = answer.ok || (answer.status >= 400 && answer.status < 500);
});`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = `default-src 'none'; connect-src 'self'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
