import { Readable } from 'node:stream';
import { z } from 'zod';
import { conversationsOf } from '../../conversations/log.js';
import { attachmentOf, type AttachedFile } from '../../files/attachment.js';
import { readFile } from '../../files/store.js';
import { shownTypes } from '../../files/type.js';
import type { Answer } from '../../http/answer.js';
import { route, type HttpServer } from '../../http/server.js';
import { Refusal } from '../../refusal.js';
import type { Attachment } from '../../wire.js';
import { reach } from './access.js';
import { base, type DirectLine } from './directline.js';

const params = z.object({ thread: z.string().regex(/^[\w-]{1,64}$/), attachment: z.string().regex(/^[\w-]{1,64}$/) });

/** The address of an attachment. Browsers load it without a header, so it carries a signed word that opens this one file. */
export const fileLink =
  (line: Pick<DirectLine, 'links' | 'publicUrl'>) =>
  (thread: string, attachment: Attachment): string =>
    `${line.publicUrl}${base}/attachments/${thread}/${attachment.id}?w=${line.links.file(thread, attachment.id)}`;

export function attachmentRoute(server: HttpServer, line: DirectLine): void {
  const query = z.object({ w: z.string().max(200).optional() });
  route(server, 'get', `${base}/attachments/:thread/:attachment`, { params, query }, async (call) => {
    const { thread, attachment } = call.params;
    const opens = call.query.w !== undefined && line.links.opensFile(thread, attachment, call.query.w);
    if (!opens) await reach(line, call, thread);
    const found = await attachmentOf(line.door.database, attachment);
    const own =
      found && (await conversationsOf(line.door.database, thread)).some(({ id }) => id === found.conversation);
    if (!found || !own) throw new Refusal('not-found', `attachment: ${attachment} is not in ${thread}`);
    return download(found, Readable.from(readFile(line.door.database, found.file)));
  });
}

/** Pictures are drawn where they stand; everything else is saved: an SVG or a page would run its scripts under our name. */
export function download(attachment: AttachedFile, content: Readable): Answer {
  const disposition = shownTypes.includes(attachment.type) ? 'inline' : 'attachment';
  return {
    ...{ status: 200, stream: content, type: attachment.type, size: attachment.size },
    headers: {
      'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(attachment.name.toWellFormed())}`,
      'cache-control': 'private, max-age=86400, immutable',
    },
  };
}
