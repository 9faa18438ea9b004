import type { Step, TourWords } from '../tour/tour.js';

/** What the page was written with. */
interface PageFacts {
  readonly screen: string;
  /** `{question}` is filled in. */
  readonly copied: string;
  readonly tour: TourWords & { readonly steps: Readonly<Record<string, readonly Step[]>> };
}

/** The server that wrote the page wrote these words, too, in the same answer: here they get their type. */
export function pageFacts(): PageFacts {
  return JSON.parse(document.getElementById('page')?.textContent ?? '') as PageFacts;
}

/** The shop's own answer to who is signed in. */
export function tokenIn(text: string): string | null {
  return (JSON.parse(text) as { token: string | null }).token;
}
