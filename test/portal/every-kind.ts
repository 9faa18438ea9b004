import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../setup/databases.js';

const many = ['ash', 'beech', 'birch', 'cedar', 'elm', 'larch', 'maple', 'oak', 'pine'];

const flow = `flow: every-kind
topic: general
slots:
  agreed: { kind: yes-no }
  wood: { kind: choice, choices: [${many.join(', ')}] }
  parts: { kind: choice, several: true, choices: [handle, lid, base] }
  day: { kind: date, side: future }
  pieces: { kind: count }
  place: { kind: address }
  photo: { kind: photo }
  phone: { kind: phone }
steps:
  - { id: ask-agreed, ask: agreed }
  - { id: ask-wood, choose: wood }
  - { id: ask-parts, choose: parts }
  - { id: ask-day, ask: day, check: [{ that: slots.day >= today, otherwise: too-early }] }
  - { id: ask-pieces, ask: pieces }
  - { id: ask-place, ask: place }
  - { id: ask-photo, ask: photo }
  - { id: ask-phone, ask: phone }
  - { id: read-back, confirm: [agreed, wood, parts, day, pieces, place, photo, phone] }
  - { id: done, say: done }
`;

const words = (start: string): string => `title: Every kind
start: ['${start}']
slots: { agreed: Agreed, wood: Wood, parts: Parts, day: Day, pieces: Pieces, place: Place, photo: Photo, phone: Phone }
choices: { ${[...many, 'handle', 'lid', 'base'].map((one) => `${one}: A ${one}`).join(', ')} }
say:
  ask-agreed: Do you agree?
  ask-wood: Which wood is it?
  ask-parts: Which parts are missing?
  ask-day: On which day?
  too-early: That day is over.
  ask-pieces: How many are there?
  ask-place: Where is it?
  ask-photo: What does it look like?
  ask-phone: Where may we call? You may type it into the chat.
  ask-phone-form: Which number may we call?
  read-back: Is all of this right?
  done: 'Noted: {pieces} of {wood}.'
`;

const elsewhere = `flow: elsewhere
topic: general
slots: { note: { kind: text } }
steps:
  - { id: ask-note, ask: note }
  - { id: ring, act: ring-the-bell-outside, with: { note: slots.note }, as: rung, refused: refused, failed: refused }
  - { id: rang, say: rang, next: end }
  - { id: refused, say: refused }
  - { id: by-hand, ticket: { topic: general, subject: refused } }
`;

const elsewhereWords = (start: string): string => `title: Elsewhere
start: ['${start}']
slots: { note: Note }
say: { ask-note: What shall it say?, ring: I am asking our other system., rang: It rang., refused: It could not be rung. }
`;

/** A look-up brings what is only suggested. */
const suggested = `flow: suggested
topic: general
slots: { hour: { kind: text, from: { list: times.slots, value: slot } } }
steps:
  - { id: find-times, lookup: visits, as: times, none: ask-hour }
  - { id: ask-hour, ask: hour }
  - { id: read-back, confirm: [hour] }
`;

const suggestedWords = (start: string): string => `title: Suggested
start: ['${start}']
slots: { hour: Hour }
choices: { hour: 'At {label}' }
say: { ask-hour: When does it suit you?, read-back: Is this right? }
`;

const chatOnly = `flow: chat-only
topic: general
form: false
steps: [{ id: hello, say: hello }]
`;

/** The product's flows, one that asks for everything a form can ask, and one that its editor keeps in the chat. */
export function dialogsWithEveryKind(): string {
  const folder = temporaryFolder();
  cpSync('dialogs', folder, { recursive: true });
  writeFileSync(join(folder, 'every-kind.yaml'), flow);
  writeFileSync(join(folder, 'elsewhere.yaml'), elsewhere);
  writeFileSync(join(folder, 'chat-only.yaml'), chatOnly);
  writeFileSync(join(folder, 'suggested.yaml'), suggested);
  for (const language of ['en', 'ja']) {
    const own = join(folder, 'words', language);
    writeFileSync(join(own, 'every-kind.yaml'), words(`every kind in ${language}`));
    writeFileSync(join(own, 'elsewhere.yaml'), elsewhereWords(`elsewhere in ${language}`));
    writeFileSync(join(own, 'suggested.yaml'), suggestedWords(`suggested in ${language}`));
    writeFileSync(
      join(own, 'chat-only.yaml'),
      `title: Chat only\nstart: [only chat ${language}]\nsay: { hello: Hello }\n`,
    );
  }
  return folder;
}
