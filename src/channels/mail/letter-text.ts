import { escapeHtml, messageHtml, plainHtml } from '../../knowledge/message-html.js';
import { colours, fonts, lineHeight, radii, spacings, textSizes } from '../../tokens.js';

/** A letter before it is laid out: what every part says, once for both forms of it. */
export interface LetterText {
  readonly language: string;
  readonly greeting: string;
  readonly opening: string;
  /** The answer itself, message by message, as Markdown. */
  readonly messages: readonly { readonly text: string; readonly files: string }[];
  readonly more: readonly string[];
  readonly link: { readonly label: string; readonly url: string } | undefined;
  /** What the customer had written last, so that the answer is understood without opening anything. */
  readonly before: { readonly label: string; readonly text: string } | undefined;
  readonly closing: readonly string[];
  readonly shop: string;
}

/** For mail programs that show no HTML, and for people who read by ear. */
export function plainLetter(letter: LetterText): string {
  const { greeting, opening, messages, more, link, before, closing, shop } = letter;
  const parts = [
    greeting,
    opening,
    ...messages.flatMap(({ text, files }) => [text, ...(files === '' ? [] : [files])]),
    ...more,
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    ...(before ? [`${before.label}\n${before.text.replace(/^/gm, '> ')}`] : []),
    closing.join('\n'),
    `— ${shop}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const { light } = colours;
const paragraph = `margin:0 0 ${spacings.large}`;

/** Mail programs know no style sheets worth the name: every style stands where it is used. No picture, nothing fetched. */
export function htmlLetter(letter: LetterText): string {
  const { language, greeting, opening, messages, more, link, before, closing, shop } = letter;
  const text = (content: string): string => `<p style="${paragraph}">${escapeHtml(content)}</p>`;
  const quiet = `color:${light.quiet};font-size:${textSizes.small}`;
  const box = `border-left:3px solid ${light.accent};padding:0 0 0 ${spacings.large};margin:0 0 ${spacings.wide}`;
  return [
    `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light">',
    `</head><body style="margin:0;background:${light.raised};color:${light.ink}">`,
    `<div style="max-width:36rem;margin:0 auto;padding:${spacings.wide};background:${light.paper};`,
    `font-family:${fonts.text.replaceAll('"', "'")};font-size:${textSizes.body};line-height:${lineHeight}">`,
    text(greeting),
    text(opening),
    ...messages.map(({ text: said, files }) => {
      const attached = files === '' ? '' : `<p style="${quiet}">${escapeHtml(files)}</p>`;
      return `<div style="${box}">${messageHtml(said)}${attached}</div>`;
    }),
    ...more.map(text),
    ...(link ? [button(link)] : []),
    ...(before
      ? [
          `<div style="${quiet};margin:0 0 ${spacings.wide}"><p>${escapeHtml(before.label)}</p>${plainHtml(before.text)}</div>`,
        ]
      : []),
    `<p style="${quiet};border-top:1px solid ${light.line};padding-top:${spacings.large}">`,
    [...closing, shop].map(escapeHtml).join('<br>'),
    '</p></div></body></html>',
  ].join('\n');
}

function button({ label, url }: { label: string; url: string }): string {
  const look = `display:inline-block;background:${light.accent};color:${light.onAccent};text-decoration:none`;
  const size = `padding:${spacings.medium} ${spacings.wide};border-radius:${radii.small}`;
  return `<p style="margin:0 0 ${spacings.wide}"><a href="${escapeHtml(url)}" style="${look};${size}">${escapeHtml(label)}</a></p>`;
}
