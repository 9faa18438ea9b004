import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('the one file the server runs holds no letter that its reading as single bytes would change', () => {
  const bundle = readFileSync('dist/server.bundle');
  expect(bundle.length).toBeGreaterThan(1_000_000);
  expect(bundle.find((byte) => byte > 0x7f)).toBeUndefined();
});
