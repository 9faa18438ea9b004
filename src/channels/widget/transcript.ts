import { z } from 'zod';
import { start, threadAfter, type Position } from '../../conversations/log.js';
import { route, type Asking, type HttpServer } from '../../http/server.js';
import { plainText } from '../../markdown/tree.js';
import { widgetBase as base, type WidgetEvent } from '../../widget-wire.js';
import { languageCode } from '../../wire.js';
import type { WidgetParts } from './parts.js';
import { transcriptWords, type TranscriptWords } from './transcript-words.js';
import { spokenLanguage } from './widget.js';

const page = 500;
/** Nobody reads further back; a thread of many years must not stand in memory whole. */
const mostEvents = 5_000;

/** Everything that was said, as a text file that any program opens. */
export function transcriptRoute(server: HttpServer, { widget, access, frames }: WidgetParts): void {
  const query = z.object({ language: languageCode.optional() });
  const reading = { query, allow: (asking: Asking) => access.reach(asking) };
  route(server, 'get', `${base}/transcript`, reading, async ({ allowed: { thread }, query: { language: asked } }) => {
    await widget.rates.take('transcripts', thread);
    const { name, zone, ...settings } = widget.settings();
    const language = spokenLanguage({ name, zone, ...settings }, asked);
    const words = transcriptWords(language);
    const lines = [words.title(name), ''];
    let after: Position = start;
    for (let read = 0; read < mostEvents; read += page) {
      const batch = await threadAfter(widget.door.database, thread, after, page);
      const { events } = await frames.batchOf(batch, thread);
      for (const event of events) lines.push(...linesOf(event, words, timeIn(language, zone)));
      if (batch.events.length < page) break;
      after = batch.upTo;
    }
    const fileName = encodeURIComponent(`${words.fileName}.txt`);
    return {
      ...{ status: 200, type: 'text/plain; charset=utf-8' },
      // The mark tells Windows' own editor that this is UTF-8.
      text: `\ufeff${lines.join('\r\n')}\r\n`,
      headers: { 'content-disposition': `attachment; filename*=UTF-8''${fileName}` },
    };
  });
}

function timeIn(language: string, timeZone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat(language.startsWith('en') ? 'en-GB' : language, {
    ...{ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ timeZone, timeZoneName: 'short' },
  });
  return (time) => format.format(time);
}

function linesOf(event: WidgetEvent, words: TranscriptWords, timeOf: (time: number) => string): string[] {
  const aside = (text: string): string[] => [`— ${text} (${timeOf(event.time)})`, ''];
  switch (event.kind) {
    case 'message':
      return messageLines(event, words, timeOf(event.time));
    case 'owner':
      if (event.status === 'agent') return aside(words.joined(event.name));
      return event.status === 'closed' ? aside(words.closed) : [];
    case 'ticket':
      return event.change === 'opened' ? aside(words.ticket(event.number)) : [];
    case 'erased':
      return aside(words.erased);
    case 'rating':
      return [];
  }
}

function messageLines(
  { author, name, text, tree, files, sources }: Extract<WidgetEvent, { kind: 'message' }>,
  words: TranscriptWords,
  time: string,
): string[] {
  const who = author === 'customer' ? words.you : name || words.support;
  const said = tree ? plainText(tree) : text;
  return [
    `${who} (${time})`,
    ...(said === '' ? [] : said.split('\n')),
    ...files.map((file) => `${words.file}: ${file.name}`),
    ...sources.map(({ title }) => `${words.source}: ${title}`),
    '',
  ];
}
