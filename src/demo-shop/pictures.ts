import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/**
 * The drawings of `demo/pictures` use three colours for the thing itself; each product has them exchanged for its own, so
 * that two kettles are told apart. `tile` is the ground it stands on, light in both themes, as a photograph would be.
 */
const drawn = { main: '#4f7f8f', shade: '#3b6270', shine: '#b5d0d8' } as const;

const palettes = {
  sea: { main: '#4f7f8f', shade: '#3b6270', shine: '#b5d0d8', tile: '#e6eff1' },
  clay: { main: '#c4694a', shade: '#9f5139', shine: '#efc3b0', tile: '#f8ebe4' },
  moss: { main: '#6f8f5a', shade: '#557045', shine: '#cadbb9', tile: '#eaf1e3' },
  plum: { main: '#7f6390', shade: '#634c72', shine: '#d3c4de', tile: '#f0eaf4' },
  night: { main: '#3f4f73', shade: '#2f3b58', shine: '#b3bfdb', tile: '#e7ebf4' },
  rose: { main: '#c77485', shade: '#a35b6a', shine: '#f0c6cf', tile: '#faecef' },
  honey: { main: '#cf9a3c', shade: '#a97b2b', shine: '#f2d9a4', tile: '#faf2e0' },
  stone: { main: '#a9a398', shade: '#88837a', shine: '#dedad2', tile: '#f1efea' },
} as const;
type PaletteName = keyof typeof palettes;

const row = z.object({
  sku: z.string(),
  drawing: z.string().regex(/^[a-z-]+$/),
  colour: z.custom<PaletteName>((name) => typeof name === 'string' && Object.hasOwn(palettes, name)),
});

export interface Pictures {
  /** The product's picture as an SVG file, undefined when there is none. */
  of(sku: string): string | undefined;
}

/** Reads the drawings once, at the start; a row that names no drawing or colour stops it. */
export function readPictures(folder: string): Pictures {
  const list: unknown = parse(readFileSync(join(folder, 'index.csv'), 'utf8'), { columns: true });
  const made = new Map(
    z
      .array(row)
      .parse(list)
      .map(({ sku, drawing, colour }) => {
        const file = readFileSync(join(folder, `${drawing}.svg`), 'utf8');
        return [sku, coloured(file, colour)];
      }),
  );
  return { of: (sku) => made.get(sku) };
}

function coloured(file: string, name: PaletteName): string {
  const palette = palettes[name];
  return file
    .replaceAll(drawn.main, palette.main)
    .replaceAll(drawn.shade, palette.shade)
    .replaceAll(drawn.shine, palette.shine)
    .replace(/(<svg[^>]*>)/, `$1\n  <rect width="120" height="120" fill="${palette.tile}"/>`);
}
