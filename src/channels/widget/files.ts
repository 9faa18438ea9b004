import { Readable } from 'node:stream';
import { z } from 'zod';
import { conversationsOf } from '../../conversations/log.js';
import { say } from '../../conversations/say.js';
import { attachmentOf } from '../../files/attachment.js';
import { receiveFile, type Received } from '../../files/receive.js';
import { readFile } from '../../files/store.js';
import { route, type Asking, type HttpServer } from '../../http/server.js';
import { Refusal } from '../../refusal.js';
import { messageRequest, widgetBase as base, type MessageRequest } from '../../widget-wire.js';
import { download } from '../directline/attachments.js';
import { readUpload } from '../directline/upload.js';
import { attachAll } from '../../files/attachment.js';
import { firstUpload } from '../directline/uploads.js';
import { messageOf, storedAnswer } from './messages.js';
import type { WidgetParts } from './parts.js';

export function fileRoutes(server: HttpServer, parts: WidgetParts): void {
  uploadRoute(server, parts);

  const params = z.object({ id: z.string().regex(/^[\w-]{1,64}$/) });
  const query = z.object({ w: z.string().max(200) });
  const { door, links } = parts.widget;
  route(server, 'get', `${base}/files/:id`, { params, query }, async ({ params: { id }, query: { w } }) => {
    if (!links.opensFile('widget', id, w)) throw new Refusal('not-found', `file: ${id} is not opened by this link`);
    const found = await attachmentOf(door.database, id);
    if (!found) throw new Refusal('not-found', `file: there is no ${id}`);
    return download(found, Readable.from(readFile(door.database, found.file)));
  });
}

function uploadRoute(server: HttpServer, { widget, access, ordinals }: WidgetParts): void {
  const { door, rates, site } = widget;
  const allow = (asking: Asking) => access.reach(asking);
  route(server, 'post', `${base}/files`, { allow }, async ({ allowed: { thread }, incoming }) => {
    await rates.take('uploads', thread);
    await rates.take('siteMessages', site);
    const conversation = (await conversationsOf(door.database, thread)).at(-1)?.id;
    if (conversation === undefined) throw new Refusal('not-found', `widget: ${thread} was never opened`);
    const { said, files } = await readUpload<Received, MessageRequest>(incoming, {
      part: { name: 'message', schema: messageRequest },
      keep: (name, content) => receiveFile(door, name, content),
    });
    if (!said) throw new Refusal('bad-input', 'upload: no message', { where: 'message' });
    if (files.length === 0) throw new Refusal('bad-input', 'upload: no file', { where: 'no file' });
    const { clientId } = said;
    const message = { ...messageOf(said), attachments: await attachAll(door, conversation, files) };
    const stored = await say(door, { thread, clientId, message }).catch(async (error: unknown) => {
      if (!(error instanceof Refusal) || error.code !== 'other-body') throw error;
      const first = await firstUpload(door, { thread, clientId, message, files });
      if (!first) throw error;
      return first;
    });
    return storedAnswer(ordinals, thread, stored);
  });
}
