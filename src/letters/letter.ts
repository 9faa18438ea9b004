import { z } from 'zod';
import type { Database, Step } from '../database/database.js';
import { template, type Template } from '../database/statements.js';
import { newId } from '../id.js';
import { enqueueSteps } from '../jobs/enqueue.js';

/**
 * `reply`: what a customer has not seen. `receipt`: a ticket's number and what happens next. `link`: asked for anew. The
 * others are of the shop's errands, which write them (shop/own/shop-letter.ts).
 */
export const shopLetterKinds = ['code', 'reset', 'visit', 'reminder', 'stock', 'contact'] as const;
export const letterKinds = ['reply', 'receipt', 'link', 'test', ...shopLetterKinds] as const;
export type LetterKind = (typeof letterKinds)[number];

/**
 * `waiting`: will be sent, or tried again. `not configured`: there is nobody to send it. `not needed`: the customer came
 * back and saw it first. `failed`: the mail servers refused it, or it came back.
 */
export const letterStates = ['waiting', 'sent', 'failed', 'not configured', 'not needed'] as const;
export type LetterState = (typeof letterStates)[number];

const row = z.object({
  id: z.string(),
  site: z.string(),
  kind: z.enum(letterKinds),
  key: z.string(),
  conversation: z.string().nullable(),
  recipient: z.string(),
  language: z.string(),
  first_seq: z.number().nullable(),
  up_to: z.number().nullable(),
  state: z.enum(letterStates),
  reason: z.string().nullable(),
  tries: z.number(),
  next_try: z.number().nullable(),
  created: z.number(),
  sent: z.number().nullable(),
});

/** One letter to one customer. Its text is not kept: it is made from the log when it is sent, and the log can be erased. */
export interface Letter {
  readonly id: string;
  readonly site: string;
  readonly kind: LetterKind;
  /** What it is about, each once. */
  readonly key: string;
  readonly conversation: string | null;
  readonly recipient: string;
  readonly language: string;
  readonly firstSeq: number | null;
  readonly upTo: number | null;
  readonly state: LetterState;
  readonly reason: string | null;
  readonly tries: number;
  readonly nextTry: number | null;
  readonly created: number;
  readonly sent: number | null;
}

export function parseLetter(from: unknown): Letter {
  const { first_seq, up_to, next_try, ...same } = row.parse(from);
  return { ...same, firstSeq: first_seq, upTo: up_to, nextTry: next_try };
}

/** A letter to be. `key` names what it is about: asked for twice, it is written once. */
export interface NewLetter {
  readonly site: string;
  readonly kind: LetterKind;
  readonly key: string;
  readonly conversation: string | null;
  readonly recipient: string;
  readonly language: string;
  readonly stretch?: { readonly first: number; readonly upTo: number };
  readonly now: number;
  /** `leave`: where this key has a letter already, it stays and nothing is written. Otherwise the batch is undone. */
  readonly again?: 'leave';
}

export const letterJob = 'letter';

/**
 * Puts a letter into the outbox, with the job that sends it, in whatever batch asks for it. A key that is taken breaks
 * the batch: then somebody else has written this letter. Announce `jobs` after the commit.
 */
export function letterSteps(database: Database, letter: NewLetter): { id: string; steps: Step[] } {
  const id = newId('l');
  const { site, kind, key, conversation, recipient, language, stretch, now } = letter;
  const [first, upTo] = [stretch?.first ?? null, stretch?.upTo ?? null];
  const write = letter.again === 'leave' ? writeOrLeave : writeNew;
  const statement = write(database, {
    ...{ id, site, kind, key, conversation, recipient, language, now, first, upTo },
  });
  const step = letter.again === 'leave' ? { statement } : { statement, rows: 1 };
  // Where the letter was left out its job finds none, and is done.
  return { id, steps: [step, ...sendSteps(database, { id, key: id, conversation, due: 0, now })] };
}

interface Written extends Omit<NewLetter, 'stretch' | 'again'> {
  readonly id: string;
  readonly first: number | null;
  readonly upTo: number | null;
}

const writeLetter = (isLeft: boolean): Template<Written> =>
  template<Written>((build, place) =>
    build
      .insertInto('mail')
      .values({
        ...{ id: place.text('id'), site: place.text('site'), kind: place.text('kind'), key: place.text('key') },
        ...{ conversation: place.text('conversation'), recipient: place.text('recipient') },
        ...{ language: place.text('language'), first_seq: place.int('first'), up_to: place.int('upTo') },
        ...{ state: 'waiting', reason: null, tries: 0, next_try: place.int('now'), created: place.int('now') },
        sent: null,
      })
      .$if(isLeft, (insert) => insert.onConflict((conflict) => conflict.column('key').doNothing())),
  );
const writeNew = writeLetter(false);
const writeOrLeave = writeLetter(true);

/** The job that sends a letter. Each try is a job of its own, so that the row always tells when the next one is. */
export function sendSteps(
  database: Database,
  {
    id,
    key,
    conversation,
    due,
    now,
  }: { id: string; key: string; conversation: string | null; due: number; now: number },
): Step[] {
  return enqueueSteps(database, {
    ...{ kind: letterJob, key, payload: { letter: id }, due, now },
    ...(conversation === null ? {} : { conversation }),
  });
}

export async function letterOf(database: Database, id: string): Promise<Letter | undefined> {
  const [found] = await database.read(database.build.selectFrom('mail').selectAll().where('id', '=', id));
  return found && parseLetter(found);
}
