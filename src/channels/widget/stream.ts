import { WebSocketServer } from 'ws';
import { isOwnOrigin } from '../../http/origin.js';
import { refuseUpgrade, type HttpServer } from '../../http/server.js';
import { widgetBase as base } from '../../widget-wire.js';
import type { WidgetParts } from './parts.js';
import { createQueuePlaces } from './queue-places.js';
import { serveSocket } from './socket.js';

const frameBytes = 8 * 1024;

export interface WidgetStreams {
  readonly open: number;
}

/** The widget's socket: everything after its position, then everything that happens, and who is typing or has read. */
export function widgetStream(server: HttpServer, parts: WidgetParts): WidgetStreams {
  const { widget } = parts;
  const { door, log, site } = widget;
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: frameBytes });
  const places = createQueuePlaces({ database: door.database, live: door.live, log, site });
  const perThread = new Map<string, number>();

  server.upgrades.set(/^\/widget\/v1\/stream$/, (request, raw, head) => {
    const { origin } = request.headers;
    // The app runs in a frame of ours, so no page of another origin has any business here.
    if (origin !== undefined && origin !== new URL(widget.publicUrl).origin && !isOwnOrigin(origin, request)) {
      const line = { address: server.addressOf(request), path: `${base}/stream`, status: 403, code: 'not-allowed' };
      log.info(line, 'stream refused');
      return refuseUpgrade(raw, 403, 'Forbidden');
    }
    sockets.handleUpgrade(request, raw, head, (socket) =>
      serveSocket(socket, { ...parts, places, perThread, address: server.addressOf(request) }),
    );
  });
  server.onClose.push(() => {
    places.close();
    for (const socket of sockets.clients) socket.close(1001, 'come back');
  });
  return {
    get open() {
      return sockets.clients.size;
    },
  };
}
