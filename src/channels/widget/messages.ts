import { formatPosition } from '../../conversations/log.js';
import { say, type Stored } from '../../conversations/say.js';
import { route, type Asking, type HttpServer } from '../../http/server.js';
import { Refusal } from '../../refusal.js';
import { messageRequest, widgetBase as base, type MessageRequest, type WidgetStored } from '../../widget-wire.js';
import { limits, type Message } from '../../wire.js';
import type { Ordinals } from '../directline/ordinals.js';
import type { Claims } from '../directline/token.js';
import type { WidgetParts } from './parts.js';

export function messageRoutes(server: HttpServer, { widget, access, ordinals }: WidgetParts): void {
  async function maySay(asking: Asking): Promise<Claims> {
    const claims = await access.reach(asking);
    await widget.rates.take('messages', claims.thread);
    await widget.rates.take('siteMessages', widget.site);
    return claims;
  }
  route(server, 'post', `${base}/messages`, { body: messageRequest, allow: maySay }, async ({ allowed, body }) => {
    const { thread } = allowed;
    const stored = await say(widget.door, { thread, clientId: body.clientId, message: mustSaySomething(body) });
    return storedAnswer(ordinals, thread, stored);
  });
}

/** A message as the door takes it. */
export function messageOf({ text, language, value, answers }: MessageRequest): Message {
  return {
    text,
    language,
    ...(value === undefined ? {} : { value }),
    ...(answers === undefined ? {} : { answers }),
  };
}

function mustSaySomething(said: MessageRequest): Message {
  const isEmpty = said.text.trim() === '' && said.value === undefined && said.answers === undefined;
  if (isEmpty) throw new Refusal('bad-input', 'message: neither text nor value', { where: 'text' });
  if (Object.keys(said.answers ?? {}).length > limits.choices) {
    throw new Refusal('bad-input', 'message: too many answers', { where: `answers: at most ${limits.choices}` });
  }
  return messageOf(said);
}

export async function storedAnswer(
  ordinals: Ordinals,
  thread: string,
  { conversation, seq, time, repeated }: Stored,
): Promise<{ status: number; json: WidgetStored }> {
  const ordinal = await ordinals.of(thread, conversation);
  const json = { conversation, position: formatPosition({ ordinal, seq }), time };
  return { status: repeated ? 200 : 201, json };
}
