import type { Reading } from '../language/read/reading.js';
import type { Choice } from '../wire.js';
import type { Given, Running } from './flow-state.js';

/** Between the things of a list; a comma in a label is in none that the reader would find alone. */
const between = /[,、，;；&＆\n]|\s+(?:and|plus|und|sowie)\s+|(?:と|および|及び)(?=[^りも])/iu;
const everything =
  /^(?:all(?: of (?:them|it|those))?|everything|both|全部|すべて|全て|ぜんぶ|両方|alle|alles|beide)[\p{P}\s]*(?:です|で|を|お願いします)*[\p{P}\s]*$/iu;

/**
 * An answer that may name several of the choices: "the kettle and the mug", "1, 3", 全部. All pieces must be read, or none
 * counts: half an order returned by mistake is worse than asking again. The value holds one choice a line.
 */
export async function readSeveral(running: Running, choices: readonly Choice[], given: Given): Promise<Reading> {
  const ticked = given.value?.split('\n') ?? [];
  const tapped = choices.filter(({ value }) => ticked.includes(value));
  if (tapped.length > 0 && tapped.length === ticked.length) return taken(tapped);
  const text = given.text.normalize('NFKC').trim();
  if (given.value === '@all' || everything.test(text)) return taken(choices);
  // A label may hold a comma itself.
  const whole = choices.find(({ label }) => label.normalize('NFKC').toLowerCase() === text.toLowerCase());
  if (whole) return taken([whole]);
  const options = { language: running.turn.language, choices: [...choices] };
  const pieces = text
    .split(between)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  if (pieces.length < 2) return running.world.read('choice', text, options);
  const chosen = new Set<Choice>();
  for (const piece of pieces.slice(0, 12)) {
    const reading = await running.world.read('choice', piece, options);
    const choice = reading.status === 'read' ? choices.find(({ value }) => value === reading.value) : undefined;
    if (!choice) return { status: 'none' };
    chosen.add(choice);
  }
  return taken([...chosen]);
}

function taken(chosen: readonly Choice[]): Reading {
  if (chosen.length === 0) return { status: 'none' };
  const value = chosen.map((one) => one.value).join('\n');
  return { status: 'read', value, display: chosen.map(({ label }) => label).join(', '), rest: '' };
}
