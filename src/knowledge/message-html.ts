import MarkdownIt from 'markdown-it';

// html: false: whatever somebody pastes is shown as text. Pictures from elsewhere would tell their server who reads.
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable('image');
markdown.validateLink = (url) => /^(https?:|mailto:|tel:)/i.test(url.trim());

/** A message of the bot or of an agent as HTML for pages and letters that we make ourselves: nothing in it can run. */
export const messageHtml = (text: string): string => markdown.render(text);

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => names[one] ?? one);

/** What a customer wrote is text and nothing else; its lines stay lines. */
export const plainHtml = (text: string): string => `<p>${escapeHtml(text).replace(/\n/g, '<br>')}</p>`;
