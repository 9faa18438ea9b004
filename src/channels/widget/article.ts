import { z } from 'zod';
import { addressKey } from '../../http/address.js';
import { route, type HttpServer } from '../../http/server.js';
import { liveArticle, revisionOf } from '../../knowledge/articles.js';
import { treeOf } from '../../markdown/tree.js';
import { Refusal } from '../../refusal.js';
import { widgetBase as base, type WidgetArticle } from '../../widget-wire.js';
import { languageCode } from '../../wire.js';
import type { Widget } from './widget.js';

/** A published article, as public here as in the help centre. */
export function articleRoute(server: HttpServer, { door, rates, site, publicUrl }: Widget): void {
  const params = z.object({ language: languageCode, slug: z.string().regex(/^[a-z0-9-]{1,100}$/) });
  const { database } = door;
  route(
    server,
    'get',
    `${base}/articles/:language/:slug`,
    { params },
    async ({ params: { language, slug }, address }) => {
      await rates.take('articles', addressKey(address));
      const article = await liveArticle(database, site, language, slug);
      if (!article) throw new Refusal('not-found', `article: there is no ${language}/${slug}`);
      const revision = await revisionOf(database, article.id, article.revision);
      const json: WidgetArticle = {
        ...{ slug, language, title: article.title, updated: revision?.made ?? 0, url: `/help/${language}/${slug}` },
        tree: treeOf(article.body, { language, publicUrl, lines: 'joined' }),
      };
      return { status: 200, json };
    },
  );
}
