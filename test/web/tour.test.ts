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

test('both languages have the same steps, pointing at the same things', () => {
  for (const { en, ja } of [tours, tourWords]) {
    const targets = ({ steps }: { steps: Readonly<Record<string, readonly { target: string }[]>> }) =>
      Object.entries(steps).map(([screen, all]) => [screen, all.map(({ target }) => target)]);
    expect(targets(ja)).toEqual(targets(en));
  }
});
