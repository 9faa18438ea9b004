import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { placeBubble } from '../../src/web/tour/place.js';
import { tours } from '../../src/web/console/tour/steps.js';
import { tourWords } from '../../src/demo-shop/tour-words.js';

const phone = { width: 390, height: 844 };
const bubble = { width: 352, height: 210 };

test.each([
  ['a button at the top', { left: 10, top: 10, width: 80, height: 40 }],
  ['a button in the lower right corner', { left: 320, top: 780, width: 60, height: 60 }],
  ['a row in the middle', { left: 0, top: 400, width: 390, height: 60 }],
  ['a target as large as the window', { left: 0, top: 0, width: 390, height: 844 }],
  ['something far below the window', { left: 20, top: 3_000, width: 60, height: 60 }],
  ['nothing', undefined],
])('the bubble for %s stays within a phone’s window', (_, target) => {
  const { left, top } = placeBubble(target, bubble, phone);
  expect(left).toBeGreaterThanOrEqual(0);
  expect(left + bubble.width).toBeLessThanOrEqual(phone.width);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top + bubble.height).toBeLessThanOrEqual(phone.height);
});

test('it covers what it points at only when there is no room beside it', () => {
  const target = { left: 100, top: 300, width: 100, height: 50 };
  const { top } = placeBubble(target, bubble, phone);
  expect(top >= target.top + target.height || top + bubble.height <= target.top).toBe(true);
});

test('it stands beside what it points at when what is below is wanted, if there is room', () => {
  const list = { left: 94, top: 0, width: 300, height: 150 };
  expect(placeBubble(list, bubble, { width: 1280, height: 800 }, true).left).toBeGreaterThanOrEqual(394);
  expect(placeBubble(list, bubble, { width: 700, height: 800 }, true).top).toBeGreaterThanOrEqual(150);
});

/** A step that points at nothing is left out in silence: so every name must be in the console's own source. */
test('what the console’s steps point at is there', () => {
  const named = Object.values(tours.en.steps).flatMap((all) => all.map(({ target }) => target));
  const folder = new URL('../../src/web/console/', import.meta.url);
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('');
  for (const target of named) {
    const name = /^\[data-tour="([\w-]+)"\]$/.exec(target)?.[1] ?? target;
    expect([name, new RegExp(`(data-)?tour'?[=:] ?['"]${name}['"]`).test(source)]).toEqual([name, true]);
  }
});

test('both languages have the same steps, pointing at the same things', () => {
  for (const { en, ja } of [tours, tourWords]) {
    const targets = ({ steps }: { steps: Readonly<Record<string, readonly { target: string }[]>> }) =>
      Object.entries(steps).map(([screen, all]) => [screen, all.map(({ target }) => target)]);
    expect(targets(ja)).toEqual(targets(en));
  }
});
