import { createHash } from 'node:crypto';
import { errorLanguage } from '../http/errors.js';
import { route, type HttpServer } from '../http/server.js';
import { tokenStyle } from '../tokens.js';

/** A page such as a shop has, with the one line in it: to see the chat live before it stands anywhere else. */
export function previewPage(server: HttpServer): void {
  route(server, 'get', '/preview', {}, async ({ headers }) => {
    const text = html(errorLanguage(headers['accept-language']));
    const type = 'text/html; charset=utf-8';
    return { status: 200, text, type, headers: { 'content-security-policy': policy, vary: 'Accept-Language' } };
  });
}

const words = {
  en: {
    title: 'A page of your shop',
    text: 'This is how the chat looks on a page of yours. Write something: it is a real conversation and reaches your counter.',
  },
  ja: {
    title: 'ショップのページの例',
    text: 'ページに設置したときの表示です。実際の会話として窓口に届きますので、何か入力してお試しください。',
  },
};

const style = `${tokenStyle()}
body{margin:0;background:var(--colour-raised);color:var(--colour-ink);font:var(--text-body)/var(--line-height) var(--font-text)}
main{max-width:40rem;margin:0 auto;padding:var(--space-vast) var(--space-large)}
div{height:9rem;margin-block:var(--space-large);border-radius:var(--radius-large);background:var(--colour-sunken)}`;

const hash = createHash('sha256').update(style).digest('base64');
const policy = [
  `default-src 'none'; script-src 'self'; style-src 'self' 'sha256-${hash}'; img-src 'self' data:; connect-src 'self'`,
  "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
].join('; ');

const html = (language: 'en' | 'ja'): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words[language].title}</title><style>${style}</style></head>
<body><main><h1>${words[language].title}</h1><p>${words[language].text}</p><div></div><div></div></main>
<script async src="/widget.js" data-site="main"></script></body></html>
`;
