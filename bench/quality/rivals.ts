import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import { Charset, Document, Encoder } from 'flexsearch';
import english from 'flexsearch/lang/en';
import Fuse from 'fuse.js';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import type { IndexEntry } from '../../src/knowledge/found.js';
import type { Search } from './faqs.js';

/**
 * Five search libraries as their documentation recommends them for articles with a title and a body, the title counting
 * twice where there is a boost. None reads Japanese by itself: where the documentation says how (flexsearch's own
 * encoder), that is done, elsewhere words are cut by `Intl.Segmenter`, which is more than the defaults would find.
 */
export function rivals(language: string): { name: string; search: Search }[] {
  const isJapanese = language === 'ja';
  return [
    { name: 'lunr', search: isJapanese ? lunrSegmented : lunrEnglish },
    { name: 'flexsearch', search: flexsearch(isJapanese) },
    { name: 'Orama', search: orama(isJapanese) },
    { name: 'fuse.js', search: fuse(isJapanese) },
    { name: 'MiniSearch', search: miniSearch() },
    ...(isJapanese ? [{ name: 'MiniSearch, Intl.Segmenter', search: miniSearch(segmented) }] : []),
  ];
}

interface Text {
  id: string;
  title: string;
  body: string;
}

const texts = (entries: readonly IndexEntry[]): Text[] => entries.map(({ id, title, body }) => ({ id, title, body }));
const wanted = 10;

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

function segmented(text: string): string[] {
  return [...segmenter.segment(text.normalize('NFKC').toLowerCase())].flatMap(({ segment, isWordLike }) =>
    isWordLike === true ? [segment] : [],
  );
}

/** lunrjs.com, "Core concepts": fields, a boost, the English pipeline; terms by the query builder, as a question holds `:` and `?`. */
const lunrEnglish: Search = async (entries) => {
  const index = lunr(function () {
    this.ref('id');
    this.field('title', { boost: 2 });
    this.field('body');
    for (const text of texts(entries)) this.add(text);
  });
  return (question) => ranked(index.query((query) => query.term(lunr.tokenizer(question), {})));
};

/** lunr's pipeline throws Japanese letters away (trimmer, stemmer): tokens given whole, the pipeline left empty. */
const lunrSegmented: Search = async (entries) => {
  const tokens = (text: string): string => segmented(text).join(' ');
  const index = lunr(function () {
    this.pipeline.reset();
    this.searchPipeline.reset();
    this.ref('id');
    this.field('title', { boost: 2 });
    this.field('body');
    for (const { id, title, body } of texts(entries)) this.add({ id, title: tokens(title), body: tokens(body) });
  });
  return (question) => ranked(index.query((query) => query.term(lunr.tokenizer(tokens(question)), {})));
};

function ranked(results: readonly { ref: string; score: number }[]): ReturnType<Awaited<ReturnType<Search>>> {
  return { ranking: results.slice(0, wanted).map(({ ref }) => ref), sureness: results[0]?.score ?? 0 };
}

/** README, "Document search" and "Encoder": its English preset or its CJK character set; `suggest`, or every word must match. No scores. */
function flexsearch(isJapanese: boolean): Search {
  return async (entries) => {
    const encoder = isJapanese ? Charset.CJK : new Encoder(english);
    const index = new Document({ document: { id: 'id', index: ['title', 'body'] }, tokenize: 'strict', encoder });
    for (const { id, title, body } of texts(entries)) index.add({ id, title, body });
    return (question) => {
      const found = index.search(question, { limit: wanted, suggest: true, merge: true });
      return { ranking: found.map(({ id }) => String(id)), sureness: NaN };
    };
  };
}

/** docs.orama.com, "Search": the English tokenizer with stemming, a boost. */
function orama(isJapanese: boolean): Search {
  return async (entries) => {
    const schema = { title: 'string', body: 'string' } as const;
    const tokenizer = isJapanese
      ? { tokenizer: { language: 'japanese', normalizationCache: new Map<string, string>(), tokenize: segmented } }
      : { tokenizer: { language: 'english', stemming: true } };
    const index = create({ schema, components: tokenizer });
    await insertMultiple(index, texts(entries));
    return (question) => {
      const found = searchOrama(index, {
        term: question,
        properties: ['title', 'body'],
        boost: { title: 2 },
        limit: wanted,
      });
      if (found instanceof Promise) throw new Error('Orama answered later than it does by itself');
      return { ranking: found.hits.map(({ id }) => id), sureness: found.hits[0]?.score ?? 0 };
    };
  };
}

/** fusejs.io, "Token search", which is what it has for questions of several words; weighted keys. */
function fuse(isJapanese: boolean): Search {
  const read = (text: string): string => (isJapanese ? segmented(text).join(' ') : text);
  return async (entries) => {
    const documents = texts(entries).map(({ id, title, body }) => ({ id, title: read(title), body: read(body) }));
    const index = new Fuse(documents, {
      keys: [
        { name: 'title', weight: 2 },
        { name: 'body', weight: 1 },
      ],
      useTokenSearch: true,
      includeScore: true,
    });
    return (question) => {
      const found = index.search(read(question), { limit: wanted });
      return { ranking: found.map(({ item }) => item.id), sureness: found[0] ? 1 - (found[0].score ?? 1) : 0 };
    };
  };
}

/** README, "Usage": a boost of the title. `fuzzy` and `prefix` are for search as one types and make questions worse. */
function miniSearch(tokenize?: (text: string) => string[]): Search {
  return async (entries) => {
    const index = new MiniSearch<Text>({
      fields: ['title', 'body'],
      searchOptions: { boost: { title: 2 } },
      ...(tokenize && { tokenize }),
    });
    index.addAll(texts(entries));
    return (question) => {
      const found = index.search(question).slice(0, wanted);
      return { ranking: found.map(({ id }) => String(id)), sureness: found[0]?.score ?? 0 };
    };
  };
}
