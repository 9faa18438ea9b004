import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { machineClock } from '../../src/clock.js';
import { openDatabase } from '../../src/database/open.js';
import { createSignInLink } from '../../src/staff/sign-in.js';
import { prepare } from '../chaos/prepare.js';
import { createProduct, type Product } from '../chaos/process.js';
import { openBrowser } from '../setup/browser.js';
import { openCable, type Cable } from '../setup/cable.js';
import { temporaryFolder } from '../setup/databases.js';

const artifacts = fileURLToPath(new URL('../.artifacts/', import.meta.url));

/**
 * Everything two people need to meet: the built server in a process of its own, which can be stopped and started, a
 * shop's page on another origin whose customers come over a line that can be cut, staff who come over another, and one browser.
 */
export interface Stage {
  readonly product: Product;
  readonly cable: Cable;
  readonly browser: Browser;
  readonly shop: string;
  readonly database: string;
  /** One-time links of the agents who take care of problems. */
  readonly links: { readonly en: string; readonly ja: string };
  /** Stops as an operator would, and starts again. */
  restart(): Promise<void>;
  /** Does something; when it fails, every open window is kept as a picture under this name. */
  filmed(name: string, act: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(environment: Record<string, string> = {}): Promise<Stage> {
  const folder = temporaryFolder();
  const database = join(folder, 'counter.db');
  const [links, cable, browser] = await Promise.all([prepared(database), openCable(), openBrowser()]);
  // Nobody here asks in kana alone; reading the articles aloud would take seconds of every start.
  const product = await createProduct({
    folder,
    environment: { READINGS: 'off', DATABASE_URL: database, ...environment },
  });
  cable.lead(Number(new URL(product.url).port));
  await product.start();
  const shop = await serveShop(cable.url);
  return {
    ...{ product, cable, browser, shop: shop.url, database, links },
    async restart() {
      const code = await product.stop();
      if (code !== 0) throw new Error(`the server stopped with ${String(code)}: ${product.said.slice(-5).join('\n')}`);
      if (!(await product.start()))
        throw new Error(`the server did not start again: ${product.said.slice(-5).join('\n')}`);
    },
    async filmed(name, act) {
      try {
        await act();
      } catch (error) {
        const pages = browser.contexts().flatMap((context) => context.pages());
        await Promise.all(pages.map((page, place) => picture(page, `${name} ${place}`)));
        throw error;
      }
    },
    async close() {
      await browser.close();
      shop.server.closeAllConnections();
      shop.server.close();
      await product.end();
      await cable.close();
    },
  };
}

async function prepared(address: string): Promise<Stage['links']> {
  await prepare(address);
  const database = await openDatabase(address);
  const link = (name: string): Promise<string> =>
    createSignInLink(database, machineClock, `${name}@hinata-home.example`);
  try {
    return { en: await link('alex'), ja: await link('mai') };
  } finally {
    await database.close();
  }
}

const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: join(artifacts, `${name.replaceAll(/\W+/g, '-')}.png`) });

/** A page as a shop has it, with the one script tag; it allows nothing that the widget's documents do not ask for. */
async function serveShop(counter: string): Promise<{ url: string; server: Server }> {
  const policy = `default-src 'none'; script-src ${counter}; connect-src ${counter}; frame-src ${counter}; style-src 'self'`;
  const server = createServer((request, response) => {
    const language = request.url?.includes('ja') ? 'ja' : 'en';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', policy);
    response.end(`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<script async src="${counter}/widget.js" data-site="main" data-language="${language}"></script></head>
<body><h1>A shop</h1></body></html>`);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { url: `http://localhost:${port}`, server };
}
