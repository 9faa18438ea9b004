import { plain } from './plain.js';
import type { State } from './state.js';
import { messagesOf } from './thread.js';
import { clockTime, fullDate } from './times.js';

/** The conversation as plain text: a customer's own copy. */
export function transcript({ thread, session, words, language }: State): string {
  const zone = session?.shop.zone;
  const lines = messagesOf(thread).flatMap((message) => {
    const name = message.author === 'customer' ? words.you : message.name || session?.shop.name || '';
    const when = `${fullDate(message.time, language, zone)} ${clockTime(message.time, language, zone)}`;
    const said = message.tree === null ? message.text : plain(message.tree);
    const sources = message.sources.map(({ title }) => `> ${title}`);
    const receipt = message.receipt === null ? [] : [`${words.receiptNumber}: ${message.receipt.ticket}`];
    return [
      `${when}  ${name}`,
      said,
      ...sources,
      ...receipt,
      ...message.files.map(({ name: file }) => `[${file}]`),
      '',
    ];
  });
  return [`${session?.shop.name ?? ''}  ${words.transcriptTitle}`, '', ...lines].join('\r\n');
}
