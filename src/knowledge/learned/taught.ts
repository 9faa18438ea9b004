import { classifierOf, type Learned } from './classifier.js';
import { learn, type Lesson } from './learn.js';
import { traitsOf } from './traits.js';

/** The questions of one entry, to learn from. */
export interface Lessons {
  readonly entry: string;
  readonly questions: readonly string[];
  /** What customers asked that the entry answered; left out where there is nothing. */
  readonly heard?: readonly string[];
}

/** What the catalogue's own questions teach: how much a new question looks like those of each entry. */
export interface Taught {
  readonly ask: (question: string) => Lookalike;
  /** Of which version of the catalogue it was learnt. */
  readonly version: number;
  /** How many questions each taught entry has, one heard counting less; one with too few is not taught and not in the map. */
  readonly lessons: ReadonlyMap<string, number>;
}

export interface Lookalike {
  /** By entry: above 0 for one of its own questions, about -1 for something else altogether. */
  readonly margins: ReadonlyMap<string, number>;
  /** The share of the question's traits that stand in any lesson, weighed by rarity: 0 to 1. */
  readonly known: number;
}

/** The least that an entry can be learnt from. */
export const questionsAtLeast = 3;
/** What a customer asked counts beside a question that an editor wrote for the entry. */
export const heardCounts = 0.4;
/**
 * So many lessons times entries are learnt at most, those with the most questions first: a quarter of a minute of one
 * core, and a model of 60 MB. CLINC150's 15,000 questions of 150 kinds are 2.3 million.
 */
const labourAtMost = 3_000_000;

/**
 * What is to be learnt of a catalogue: entries with enough questions, in the order of those questions. Neither the order
 * they came in matters nor their ids: the same articles imported into another database are learnt alike. Nothing when
 * fewer than two have enough.
 */
export function syllabusOf(all: Iterable<Lessons>): Lessons[] {
  const enough = [...all]
    .filter((lessons) => amountOf(lessons) >= questionsAtLeast)
    .map((lessons) => ({ lessons, content: [...lessons.questions, ...(lessons.heard ?? [])].join('\n') }))
    .sort((a, b) => amountOf(b.lessons) - amountOf(a.lessons) || byContent(a, b));
  let size = 0;
  const taken = enough.filter(
    ({ lessons: { questions, heard = [] } }, i) => (size += questions.length + heard.length) * (i + 1) <= labourAtMost,
  );
  return taken.length < 2 ? [] : taken.sort(byContent).map(({ lessons }) => lessons);
}

interface Ordered {
  readonly lessons: Lessons;
  readonly content: string;
}

function byContent(a: Ordered, b: Ordered): number {
  if (a.content !== b.content) return a.content < b.content ? -1 : 1;
  return a.lessons.entry < b.lessons.entry ? -1 : 1;
}

const amountOf = ({ questions, heard = [] }: Lessons): number => questions.length + heardCounts * heard.length;

/** Learns a syllabus; see `learn` for what it costs. `pause` is awaited between entries. */
export async function learnSyllabus(syllabus: readonly Lessons[], pause?: () => Promise<void>): Promise<Learned> {
  const lessons = syllabus.flatMap(({ questions, heard = [] }, label) => [
    ...questions.map((question): Lesson => ({ traits: traitsOf(question), label })),
    ...heard.map((question): Lesson => ({ traits: traitsOf(question), label, counts: heardCounts })),
  ]);
  return learn(lessons, syllabus.length, pause);
}

/** What was learnt of this syllabus, ready to be asked. */
export function taughtBy(syllabus: readonly Lessons[], learned: Learned, version: number): Taught {
  const classifier = classifierOf(learned);
  const ids = syllabus.map(({ entry }) => entry);
  return {
    version,
    lessons: new Map(syllabus.map((one) => [one.entry, amountOf(one)])),
    ask(question) {
      const traits = traitsOf(question);
      const margins = classifier.margins(traits);
      return {
        margins: new Map(ids.map((id, label) => [id, margins[label] ?? -1])),
        known: classifier.known(traits),
      };
    },
  };
}
