import { expect, test } from '@jest/globals';
import { startersIn, type Asked } from '../../src/bot/starters.js';
import type { PublishedFlows } from '../../src/flows/published.js';

const flows: PublishedFlows = { live: new Map(), words: new Map(), version: () => Promise.resolve(undefined) };
const asked = (slug: string, topic: string, ways: number, language = 'en'): Asked => ({
  ...{ id: `id-${slug}`, slug, language, topic, title: slug, ways },
});
const begun = (articles: readonly Asked[], chosen: readonly string[] = []): string[] =>
  startersIn('en', { chosen, flows, articles }).map(({ label }) => label);

test('of the largest topics each shows the article asked in the most ways, the first of two alike', () => {
  const articles = [
    asked('opening', 'shop', 2),
    asked('address', 'shop', 5),
    asked('parking', 'shop', 5),
    asked('refund', 'returns', 1),
    asked('exchange', 'returns', 3),
    asked('rückgabe', 'returns', 9, 'de'),
    asked('gift', 'presents', 4),
  ];
  expect(begun(articles)).toEqual(['address', 'exchange', 'gift']);
  expect(begun(articles, ['refund', 'opening'])).toEqual(['refund', 'opening']);
});
