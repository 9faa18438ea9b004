import { rate } from '../../handoff/rating.js';
import { route, type Asking, type HttpServer } from '../../http/server.js';
import { ratingRequest, widgetBase as base } from '../../widget-wire.js';
import { storedAnswer } from './messages.js';
import type { WidgetParts } from './parts.js';

export function ratingRoute(server: HttpServer, { widget, access, ordinals }: WidgetParts): void {
  const rating = { body: ratingRequest, allow: (asking: Asking) => access.reach(asking) };
  route(server, 'post', `${base}/ratings`, rating, async ({ allowed: { thread }, body }) => {
    await widget.rates.take('ratings', thread);
    const { comment = '', ...said } = body;
    return storedAnswer(ordinals, thread, await rate(widget.door, { ...said, thread, comment }));
  });
}
