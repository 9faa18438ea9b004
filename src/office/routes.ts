import type { GoneWords } from '../handoff/leave.js';
import type { HttpServer } from '../http/server.js';
import type { DecidingTried } from '../office-wire.js';
import { accountRoutes } from './account-routes.js';
import { decidingRoutes } from './deciding-routes.js';
import type { Office } from './office.js';
import { peopleRoutes } from './people-routes.js';
import { settingsRoutes } from './settings-routes.js';
import type { MailState } from './set-up.js';
import { previewPage } from './preview-page.js';
import { setUpRoutes } from './set-up-routes.js';
import { signInRoutes } from './sign-in-routes.js';

export interface OfficeParts extends Office {
  readonly words: GoneWords;
  /** What is still missing before letters can go out. */
  readonly mail: () => MailState;
  /** What was published before is in use afterwards. */
  readonly refresh: () => Promise<void>;
  /** Tries the customers' votes out and keeps what would change. */
  readonly tryDeciding: (site: string, by: string) => Promise<DecidingTried>;
}

/** Everything around the counter's own work: signing in, accounts, people, settings, and the set-up of an empty shop. */
export function officeRoutes(server: HttpServer, office: OfficeParts): void {
  signInRoutes(server, office);
  accountRoutes(server, office);
  peopleRoutes(server, office);
  settingsRoutes(server, office);
  decidingRoutes(server, office);
  setUpRoutes(server, office);
  previewPage(server);
}
