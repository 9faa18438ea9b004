import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { safeName } from '../../src/files/name.js';

test.each([
  ['photo.png', 'photo.png'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\kim\\写真 1.jpg', '写真 1.jpg'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a\0b\r\nSet-Cookie: x.txt', 'abSet-Cookie_ x.txt'],
  ['\u200B\u2066.\u2069', 'file'],
  ['', 'file'],
  ['..', 'file'],
  ['.htaccess', 'htaccess'],
  ['folder/', 'file'],
  ['con.txt', '_con.txt'],
  ['"<b>".html', '__b__.html'],
  ['e\u0301te\u0301.pdf', 'été.pdf'],
  ['👨‍👩‍👧.png', '👨‍👩‍👧.png'],
  ['\ud800.png', '\ufffd.png'],
])('%j is kept as %j', (given, kept) => {
  expect(safeName(given)).toBe(kept);
});

test('a long name keeps its extension and is cut between whole characters', () => {
  const kept = safeName(`${'がぎ👨‍👩‍👧'.repeat(40)}.jpeg`);
  expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(255);
  expect(kept).toMatch(/^(がぎ👨‍👩‍👧)+(が|がぎ)?\.jpeg$/u);
  expect(safeName(`a${'\u0301'.repeat(300)}.png`)).toBe('file.png');
});

test('whatever the name, the result is a name: short, in no folder, well-formed, and safe a second time', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 300 })), (given) => {
      const kept = safeName(given);
      expect(kept).not.toBe('');
      expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(255);
      expect(kept).not.toMatch(/[/\\\p{Cc}\u202A-\u202E]/u);
      expect(kept).not.toMatch(/\p{Cs}/u);
      expect(safeName(kept)).toBe(kept);
    }),
  );
});
