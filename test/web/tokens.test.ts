import { describe, expect, test } from '@jest/globals';
import { colours, contrast, spacings, textSizes, tokenStyle, type Colour } from '../../src/tokens.js';

const grounds: Colour[] = ['paper', 'raised', 'sunken'];
const read: Colour[] = ['ink', 'quiet', 'accent', 'good', 'warning', 'danger'];

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  const palette = colours[theme];

  test.each(grounds.flatMap((ground) => read.map((text): [Colour, Colour] => [text, ground])))(
    '%s on %s reads at 4.5 to 1 or better',
    (text, ground) => {
      expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
    },
  );

  test('words on the accent and on a note read at 4.5 to 1 or better', () => {
    expect(contrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.ink, palette.note)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.quiet, palette.note)).toBeGreaterThanOrEqual(4.5);
  });

  test('there are twelve colours', () => {
    expect(Object.keys(palette)).toHaveLength(12);
  });
});

test('there are eight spacings and six sizes of text', () => {
  expect(Object.keys(spacings)).toHaveLength(8);
  expect(Object.keys(textSizes)).toHaveLength(6);
});

test('the style names every token, and both themes', () => {
  const style = tokenStyle();
  for (const name of ['--space-vast', '--text-tiny', '--colour-on-accent', '--radius-full', '--font-code']) {
    expect(style).toContain(name);
  }
  expect(style).toContain('prefers-color-scheme:dark');
});

test('contrast is as WCAG defines it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
