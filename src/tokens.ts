/**
 * The look of everything a person sees, in one place: 8 spacings, 6 text sizes, 12 colours in light and in dark. The
 * widget, the console, the help centre and the pages of the demo shop take their style from here and from nowhere
 * else. Contrast is checked by `test/web/tokens.test.ts`.
 */
export const spacings = {
  hair: '0.125rem',
  tight: '0.25rem',
  small: '0.5rem',
  medium: '0.75rem',
  large: '1rem',
  wide: '1.5rem',
  broad: '2rem',
  vast: '3rem',
} as const;

/** Sizes of text. A field to type in is never smaller than `body`: a phone would zoom into it. */
export const textSizes = {
  tiny: '0.75rem',
  small: '0.875rem',
  body: '1rem',
  lead: '1.125rem',
  title: '1.375rem',
  display: '1.75rem',
} as const;

export type Colour = keyof (typeof colours)['light'];

/**
 * `paper` lies below everything, `raised` on it (cards, the other's bubble), `sunken` is behind it (a rail, a well).
 * `quiet` is for what is read second, `accent` for what can be pressed and for the customer's own bubble, `note` is the
 * ground of what no customer ever sees.
 */
export const colours = {
  light: {
    paper: '#fefcf8',
    raised: '#f6f2e9',
    sunken: '#ece6d9',
    line: '#d9d1c1',
    ink: '#201d19',
    quiet: '#5f594e',
    accent: '#28478c',
    onAccent: '#ffffff',
    good: '#1b6637',
    warning: '#7d4a00',
    danger: '#b3261e',
    note: '#fff2c7',
  },
  dark: {
    paper: '#191816',
    raised: '#242320',
    sunken: '#11100f',
    line: '#413e39',
    ink: '#eeebe5',
    quiet: '#b4afa6',
    accent: '#a3bbff',
    onAccent: '#0f1e4a',
    good: '#84d6a0',
    warning: '#f2bd6b',
    danger: '#ff9f97',
    note: '#3d3415',
  },
} as const;

export const radii = { small: '0.375rem', large: '0.875rem', full: '999rem' } as const;

/** The reader's own system font, with the Japanese faces of each system behind it; nothing is fetched. */
export const fonts = {
  text: 'system-ui, -apple-system, "Segoe UI", Roboto, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP", sans-serif',
  code: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace',
} as const;

/** Lines of Latin and Japanese text alike stand well apart at this. */
export const lineHeight = 1.6;

type Palette = Readonly<Record<Colour, string>>;

const variables = (name: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => `--${name}-${kebab(key)}:${value};`)
    .join('');

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const paletteOf = (palette: Palette): string => variables('colour', palette);

/**
 * The tokens as custom properties: `--space-small`, `--text-body`, `--colour-ink`, `--radius-large`, `--font-text`. Light
 * or dark follows the reader's system; `data-theme="light"` or `"dark"` on the root decides it.
 */
export function tokenStyle(root = ':root'): string {
  const fixed = [
    variables('space', spacings),
    variables('text', textSizes),
    variables('radius', radii),
    variables('font', fonts),
  ].join('');
  const { light, dark } = colours;
  return [
    `${root}{color-scheme:light dark;${fixed}--line-height:${lineHeight};${paletteOf(light)}}`,
    `@media (prefers-color-scheme:dark){${root}{${paletteOf(dark)}}}`,
    `${root}[data-theme=light]{color-scheme:light;${paletteOf(light)}}`,
    `${root}[data-theme=dark]{color-scheme:dark;${paletteOf(dark)}}`,
  ].join('\n');
}

/** Contrast of two colours as WCAG 2.2 defines it (relative luminance of sRGB): 1 to 21. */
export function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
