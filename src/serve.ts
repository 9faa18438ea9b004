import type { App } from './app.js';
import { createLinks } from './channels/directline/links.js';
import type { DirectLine } from './channels/directline/directline.js';
import { directLineRoutes } from './channels/directline/routes.js';
import { createTokens } from './channels/directline/token.js';
import { chatRoutes } from './channels/chat/routes.js';
import { createAgentNames } from './channels/widget/agent-names.js';
import { widgetRoutes } from './channels/widget/routes.js';
import { widgetTokens } from './channels/widget/widget.js';
import { botFrameworkRoutes } from './channels/botframework/routes.js';
import { mailRoutes } from './channels/mail/routes.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { Database } from './database/database.js';
import { demoShopRoutes } from './demo-shop/routes.js';
import { staffRoutes } from './handoff/routes.js';
import { consolePage } from './http/console-page.js';
import { tellTyping } from './conversations/typing.js';
import { createRates, type Rates } from './http/limits.js';
import { createHttpServer, type HttpServer } from './http/server.js';
import { webFileRoutes } from './http/web-files.js';
import type { Log } from './log.js';
import { officeRoutes } from './office/routes.js';
import { operationsRoutes } from './operations/routes.js';
import { articleRoutes } from './portal/routes.js';
import { shopRoutes } from './portal/shop-routes.js';
import { ticketRoutes } from './portal/ticket-routes.js';
import { createFormLinks } from './portal/forms/link.js';
import { formRoutes } from './portal/forms/routes.js';
import { tryDeciding } from './refit/try-deciding.js';
import { firstSite } from './site/site.js';

export interface ServeOptions {
  readonly app: App;
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Other limits than the documented ones: benchmarks say so themselves. */
  readonly rates?: Rates;
  /** The demo's folder: given, its shop is served under /shop. */
  readonly demo?: string | undefined;
}

export interface Served {
  readonly server: HttpServer;
  /** From now on `/readyz` says no, so that a load balancer sends nobody here any more. */
  readonly drain: () => void;
}

/** Every road from the network into the product, in one place. */
export function createServer({ app, config, database, clock, log, rates = createRates(), demo }: ServeOptions): Served {
  const server = createHttpServer({
    log,
    ...{ trustedProxies: config.TRUSTED_PROXIES, publicUrl: config.PUBLIC_URL },
    openTo: { prefix: '/v3/directline', origins: config.ALLOWED_ORIGINS },
  });
  const settings = () => app.services.current().settings;
  const articleUrl = ({ language, slug }: { language: string; slug: string }): string =>
    `${config.PUBLIC_URL}/help/${language}/${slug}`;
  const line: DirectLine = {
    ...{ door: app.door, log, rates, site: firstSite, secret: app.secrets.directline },
    tokens: createTokens(app.secrets.token, clock),
    links: createLinks(app.secrets.token, clock),
    publicUrl: config.PUBLIC_URL,
    origins: config.ALLOWED_ORIGINS,
    // Asked anew each time: settings change while we run.
    get languages(): [string, ...string[]] {
      const [first = 'en', ...others] = settings().languages;
      return [first, ...others];
    },
    get look() {
      const { name: botName, zone: timeZone } = settings();
      return { botName, timeZone, articleUrl, ticketUrl: (number: string) => app.links.address(number) };
    },
    greeting: (language) => app.greeting(language),
    typing: (thread) => void tellTyping(app.door, thread),
  };
  webFileRoutes(server);
  consolePage(server, { publicUrl: config.PUBLIC_URL });
  directLineRoutes(server, line);
  chatRoutes(server, line);
  widgetRoutes(server, {
    ...{ door: app.door, log, rates, site: firstSite, publicUrl: config.PUBLIC_URL, origins: config.ALLOWED_ORIGINS },
    tokens: createTokens(app.secrets.token, clock, widgetTokens),
    links: line.links,
    names: createAgentNames(database),
    identitySecret: app.secrets.widget,
    settings: () => app.services.current().settings,
    starters: (language) => app.services.current().starters(language),
    greeting: (language) => app.greeting(language),
    ticketUrl: (number) => app.links.address(number),
  });
  const { BOT_APP_ID: id, BOT_APP_PASSWORD: password, BOT_APP_TENANT: tenant } = config;
  botFrameworkRoutes(server, {
    ...line,
    app:
      id === undefined || password === undefined
        ? undefined
        : { id, password, ...(tenant === undefined ? {} : { tenant }) },
  });
  const unseenSeconds = config.MAIL_AFTER_SECONDS;
  const sendsMail = config.SMTP_URL !== undefined;
  staffRoutes(server, { ...app.door, unseenSeconds, sendsMail }, { publicUrl: config.PUBLIC_URL });
  mailRoutes(server, { database, live: app.live, clock, config });
  serveOffice(server, { app, config, database, clock, log, rates });
  servePortal(server, { app, config, database, clock, rates });
  if (demo !== undefined) {
    const { widget: identitySecret } = app.secrets;
    demoShopRoutes(server, {
      database,
      site: firstSite,
      clock,
      publicUrl: config.PUBLIC_URL,
      identitySecret,
      folder: demo,
    });
  }
  const { drain } = operationsRoutes(server, { app, config, database });
  return { server, drain };
}

function serveOffice(
  server: HttpServer,
  { app, config, database, clock, log, rates }: Omit<ServeOptions, 'demo' | 'rates'> & { readonly rates: Rates },
): void {
  officeRoutes(server, {
    ...{ desk: app.door, log, rates, publicUrl: config.PUBLIC_URL },
    words: (language, key) => app.spoken(language, key),
    mail: () => ({ missing: (['SMTP_URL', 'MAIL_FROM'] as const).filter((name) => config[name] === undefined) }),
    refresh: () => app.refresh(),
    tryDeciding: (site, by) => tryDeciding({ database, site, now: clock.now(), log }, by),
  });
}

/** The help centre: articles, customers' own pages, what errands leave in their hands, and the forms. */
function servePortal(
  server: HttpServer,
  { app, config, database, clock, rates }: Omit<ServeOptions, 'rates' | 'log' | 'demo'> & { readonly rates: Rates },
): void {
  const { door, links, shopLinks, services, secrets } = app;
  const house = { site: firstSite, publicUrl: config.PUBLIC_URL, rates };
  const settings = () => services.current().settings;
  articleRoutes(server, {
    ...{ database, site: firstSite, name: () => settings().name },
    flows: () => services.current().flows,
  });
  ticketRoutes(server, { ...house, door, links, settings });
  shopRoutes(server, { ...house, database, clock, links: shopLinks, settings });
  formRoutes(server, {
    ...{ ...house, door, current: () => services.current() },
    links: createFormLinks({ key: secrets.token, site: firstSite, clock }),
    ticketUrl: (number) => links.address(number),
  });
}
