import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { App } from '../app.js';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { missingMigrations, reachable } from '../database/migrate.js';
import { route, type HttpServer } from '../http/server.js';
import { Refusal } from '../refusal.js';
import { createMetrics } from './metrics.js';

/**
 * `/healthz`: this process answers. `/readyz`: send customers here: database reached and migrated, not draining.
 * `/metrics`: Prometheus text, for this machine or with METRICS_TOKEN.
 */
export function operationsRoutes(
  server: HttpServer,
  { app, config, database }: { app: App; config: Config; database: Database },
): { drain: () => void } {
  let draining = false;
  const metrics = createMetrics(app);
  server.onClose.push(() => metrics.stop());

  route(server, 'get', '/healthz', {}, () => Promise.resolve({ status: 200, json: { alive: true } }));

  route(server, 'get', '/readyz', {}, async () => {
    const why = draining ? 'draining' : await notReady(database);
    return why === undefined ? { status: 200, json: { ready: true } } : { status: 503, json: { ready: false, why } };
  });

  route(server, 'get', '/metrics', {}, async ({ headers, address }) => {
    if (!mayRead(config.METRICS_TOKEN, headers, address)) {
      throw new Refusal('not-allowed', 'metrics: only from this machine, or with METRICS_TOKEN as bearer token');
    }
    return { status: 200, type: metrics.type, text: await metrics.text() };
  });

  return {
    drain() {
      draining = true;
    },
  };
}

async function notReady(database: Database): Promise<string | undefined> {
  try {
    if (!(await reachable(database))) return 'the database does not answer';
    const missing = await missingMigrations(database);
    return missing.length > 0 ? `the database lacks ${missing.join(', ')}` : undefined;
  } catch {
    return 'the database does not answer';
  }
}

function mayRead(token: string | undefined, headers: IncomingHttpHeaders, address: string): boolean {
  // A proxy on this machine would make everybody local: whoever was forwarded needs the token.
  const isLocal = (address === '127.0.0.1' || address === '::1') && headers['x-forwarded-for'] === undefined;
  if (isLocal) return true;
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token ?? ''}`);
  return token !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted);
}
