import { z } from 'zod';
import { errorLanguage } from '../http/errors.js';
import { route, type HttpServer } from '../http/server.js';
import { parseMarkdown } from '../knowledge/markdown-file.js';
import { writeArticle } from '../knowledge/write-article.js';
import { fieldProblem, type FieldProblem } from '../site/check-settings.js';
import { readSettings } from '../site/site.js';
import type { Staff } from '../staff/staff.js';
import { languageCode } from '../wire.js';
import { allow, noteDown, type Office } from './office.js';
import { setUpSteps, type ArticleMade, type SetUpAnswer } from '../office-wire.js';
import type { OfficeParts } from './routes.js';
import { setUpOf, skipStep } from './set-up.js';

const skip = z.object({ step: z.enum(setUpSteps), skipped: z.boolean() });

const line = z.string().trim().max(200);
const written = z.object({
  language: languageCode,
  title: line,
  body: z.string().trim().max(20_000),
  questions: z.array(line).max(50).default([]),
});
const file = z.object({ language: languageCode, name: line, content: z.string().max(50_000) });

type SetUpParts = Office & Pick<OfficeParts, 'mail' | 'refresh'>;

/** The way from an empty shop to a counter that answers: what is missing, and the first articles. */
export function setUpRoutes(server: HttpServer, office: SetUpParts): void {
  const { database, clock } = office.desk;
  const owner = allow(office, { action: 'change settings' });
  route(server, 'get', '/staff/set-up', { allow: owner }, async ({ allowed: { site } }) => {
    const steps = await setUpOf(database, { site, now: clock.now(), mail: office.mail() });
    const answer: SetUpAnswer = { steps, publicUrl: office.publicUrl };
    return { status: 200, json: answer };
  });
  const skipping = { allow: allow(office, { action: 'change settings', changes: true }), body: skip };
  route(server, 'post', '/staff/set-up/skip', skipping, async ({ allowed: { id, site }, body }) => {
    await skipStep(database, { ...body, site, by: id, now: clock.now() });
    return { status: 200, json: {} };
  });

  const writing = allow(office, { action: 'publish articles', changes: true });
  route(server, 'post', '/staff/articles', { allow: writing, body: written }, async ({ allowed, body, headers }) => {
    const language = errorLanguage(headers['accept-language']);
    const { language: spoken, ...text } = body;
    const missing = (['title', 'body'] as const).filter((field) => text[field] === '');
    if (missing.length > 0) return wrong(missing.map((field) => fieldProblem(field, 'empty', language)));
    const questions = text.questions.filter((one) => one !== '');
    const article = { ...text, questions, topic: '', words: [], owner: allowed.mail, review: null };
    return publish(office, allowed, spoken, article, language);
  });
  route(server, 'post', '/staff/articles/file', { allow: writing, body: file }, async ({ allowed, body, headers }) => {
    const read = parseMarkdown(body.content, body.name);
    if ('problems' in read) {
      const { problems } = read;
      return { status: 422, json: { title: 'The file cannot be read', status: 422, code: 'bad-file', problems } };
    }
    return publish(office, allowed, body.language, read.text, errorLanguage(headers['accept-language']));
  });
}

async function publish(
  office: SetUpParts,
  staff: Staff,
  language: string,
  text: Parameters<typeof writeArticle>[1]['text'],
  reader: 'en' | 'ja',
) {
  const { database, clock } = office.desk;
  const { languages } = await readSettings(database, staff.site);
  if (!languages.includes(language)) return wrong([fieldProblem('language', 'language', reader)]);
  const made = await writeArticle(database, { site: staff.site, language, text, by: staff.id, now: clock.now() });
  noteDown(office, staff.id, 'published an article', made.id);
  // Whoever reads that it is published asks the bot at once.
  await office.refresh();
  const answer: ArticleMade = { ...made, language, url: `${office.publicUrl}/help/${language}/${made.slug}` };
  return { status: 201, json: answer };
}

const wrong = (problems: readonly FieldProblem[]) => ({
  ...{ status: 422, json: { title: 'Some fields are wrong', status: 422, code: 'bad-fields', problems } },
});
