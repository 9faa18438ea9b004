import { z } from 'zod';
import type { Database } from '../database/database.js';
import { route, type HttpServer } from '../http/server.js';
import { liveArticle, type Article } from '../knowledge/articles.js';
import { Refusal } from '../refusal.js';
import { languageCode } from '../wire.js';
import type { PublishedFlows } from '../flows/published.js';
import { articlePage, articleStyle } from './article-page.js';
import { offeredAs, type Offered } from './forms/list-page.js';

const params = z.object({ language: languageCode, slug: z.string().regex(/^[a-z0-9-]{1,100}$/) });

const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

/** The articles as pages: where the source of an answer leads. */
export function articleRoutes(
  server: HttpServer,
  {
    database,
    site,
    name,
    flows,
  }: { database: Database; site: string; name: () => string; flows: () => PublishedFlows },
): void {
  route(server, 'get', '/help/page.css', {}, () =>
    Promise.resolve({ status: 200, type: 'text/css; charset=utf-8', text: articleStyle }),
  );
  route(server, 'get', '/help/:language/:slug', { params }, async ({ params: { language, slug } }) => {
    const article = await liveArticle(database, site, language, slug);
    if (!article) throw new Refusal('not-found', `help: there is no article ${language}/${slug}`);
    const headers = { 'content-security-policy': pagePolicy, 'cache-control': 'public, max-age=60' };
    return {
      status: 200,
      type: 'text/html; charset=utf-8',
      text: articlePage(article, name(), errandsWith(flows(), article)),
      headers,
    };
  });
}

/** The errands offered as buttons beside this answer in the chat are links to their forms here. */
function errandsWith({ live }: PublishedFlows, { topic, slug, language }: Article): Offered[] {
  return [...live.values()]
    .filter(
      ({ flow }) => flow.offeredWith.includes(topic) || flow.offeredWith.includes(slug) || flow.does.includes(slug),
    )
    .flatMap((published) => offeredAs(published, language) ?? []);
}
