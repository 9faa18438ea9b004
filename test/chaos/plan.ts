import type { Point } from '../../src/points.js';
import { createChance, shuffled } from './chance.js';
import type { Kill } from './run.js';

type Killing = Exclude<Point, 'bot: sentence' | `form: ${string}`>;

/** Of all the roads of all flows the one between what was looked up and the act that follows from it. */
const abouts: Readonly<Partial<Record<Killing, string>>> = { 'flow: road': 'order-status\ttraced-or-not\t' };

/** Every point a message passes, with how often it may be passed before the kill: rare ones soon, frequent ones later. */
export const reach: Readonly<{ [P in Killing]: number }> = {
  'door: before commit': 40,
  'door: after commit': 40,
  'turn: loaded': 40,
  'turn: thinking': 40,
  'flow: road': 4,
  'turn: before commit': 40,
  'turn: after commit': 40,
  'act: before': 4,
  'act: inside': 4,
  'act: after': 4,
  'stream: before send': 30,
  'stream: after send': 30,
  'handoff: before commit': 8,
  'handoff: after commit': 8,
};

/** Each point `times` times, mixed, each at a passing of chance: the same plan for the same seed. */
export function planKills({ seed, times, scale = 1 }: { seed: number; times: number; scale?: number }): Kill[] {
  const chance = createChance(seed);
  const points = Object.entries(reach).flatMap(([name, most]) => {
    const point = pointCalled(name);
    return Array.from({ length: times }, (): Kill => ({
      point,
      about: abouts[point] ?? '',
      nth: 1 + Math.floor(chance() * most * scale),
      after: Math.floor(chance() * chance() * 4_000 * scale),
    }));
  });
  return shuffled(points, chance);
}

function pointCalled(name: string): Killing {
  const points: readonly Killing[] = [
    ...([
      'door: before commit',
      'door: after commit',
      'turn: loaded',
      'turn: thinking',
      'flow: road',
      'turn: before commit',
    ] as const),
    ...(['turn: after commit', 'act: before', 'act: inside', 'act: after', 'stream: before send'] as const),
    ...(['stream: after send', 'handoff: before commit', 'handoff: after commit'] as const),
  ];
  const found = points.find((point) => point === name);
  if (!found) throw new Error(`chaos: there is no point ${name}`);
  return found;
}
