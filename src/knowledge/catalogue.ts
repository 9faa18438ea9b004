/** What the bot says of an article: its short answer and where it stands. The body stays in the database. */
export interface ShortArticle {
  readonly id: string;
  readonly revision: number;
  readonly slug: string;
  readonly language: string;
  readonly title: string;
  readonly topic: string;
  /** The first paragraph, which is the complete short answer. */
  readonly answer: string;
}

/** The first paragraph of an article's Markdown, as one line of text. */
export function shortAnswer(body: string): string {
  const [first = ''] = body.trim().split(/\n\s*\n/, 1);
  return first.replace(/\s*\n\s*/g, ' ').trim();
}
