/** What can be found: a published article, or a flow with its example sentences. All fields are plain text of one language. */
export interface IndexEntry {
  id: string;
  kind: 'article' | 'flow';
  language: string;
  title: string;
  questions: string[];
  words: string[];
  body: string;
  version: number;
  /** How it sounds, for a language with `sounds`; left out until it has been read. */
  reading?: string;
  /** What customers have asked that it answered, to be learnt from and nothing else; left out where there is nothing. */
  heard?: readonly string[];
}

export interface Candidate {
  id: string;
  kind: 'article' | 'flow';
  title: string;
  score: number;
  /** That this is what the customer asked for. */
  probability: number;
  /** The paragraph of the body nearest to the question, the first when none is nearer. */
  passage: string;
}

/** An answer of the index, best candidate first, five at most; ranking is a function of the versions alone. */
export interface Found {
  catalogueVersion: number;
  /** Version of the coefficients behind the probabilities. */
  coefficients: number;
  /** The number of the shop's own fitting of them; 0 for those shipped. */
  fitted: number;
  /** Of which catalogue version the questions were learnt; 0 while nothing is. */
  learnt: number;
  candidates: readonly Candidate[];
}
