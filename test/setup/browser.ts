import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const cache = fileURLToPath(new URL('../../node_modules/.cache/browser', import.meta.url));

// Not the package's own flags: they switch off the same-origin rule, and a test of origins would prove nothing.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * A headless Chromium that can draw Japanese: `CHROMIUM_PATH` if set, else the one inside npm, unpacked at the first
 * call (about 3 s). The caller closes it. Two people are two contexts of it.
 */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, libraries } = await chromiumHere();
  return await chromium.launch({
    executablePath,
    args: flags,
    env: { ...textOnly(process.env), FONTCONFIG_FILE: japaneseFonts(), ...libraries },
  });
}

async function chromiumHere(): Promise<{ executablePath: string; libraries?: { LD_LIBRARY_PATH: string } }> {
  const own = process.env.CHROMIUM_PATH;
  if (own) return { executablePath: own };
  const folder = await unpackedChromium();
  return {
    executablePath: join(folder, 'chromium'),
    libraries: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') },
  };
}

async function unpackedChromium(): Promise<string> {
  const packed = dirname(dirname(dirname(require.resolve('@sparticuz/chromium'))));
  const { version } = require(join(packed, 'package.json')) as { version: string };
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL('./unpack-chromium.mjs', import.meta.url)),
      folder,
    ]);
  }
  return folder;
}

/** A bare server has no Japanese font. TrueType only: with a woff2 file here all text vanishes. */
function japaneseFonts(): string {
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-jp/package.json'));
  const folders = ['400Regular', '700Bold'].map((weight) => `<dir>${join(fonts, weight)}</dir>`);
  const file = join(cache, 'fonts.conf');
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, `<fontconfig>${folders.join('')}<cachedir>${join(cache, 'fonts')}</cachedir></fontconfig>\n`);
  return file;
}

function textOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
