import { expect, test } from '@jest/globals';
import { allowedTypes, sniffType } from '../../src/files/type.js';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const ftyp = (brand: string) => Buffer.concat([hex('00000018'), Buffer.from(`ftyp${brand}`), hex('00000000')]);

test.each<[string, Uint8Array, string]>([
  ['photo.png', hex('89504e470d0a1a0a 0000000d'), 'image/png'],
  ['photo.jpg', hex('ffd8ffe0 00104a464946'), 'image/jpeg'],
  ['dance.gif', Buffer.from('GIF89a...'), 'image/gif'],
  ['photo.webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
  ['sound.wav', Buffer.from('RIFF\x10\0\0\0WAVEfmt '), 'application/octet-stream'],
  ['bill.pdf', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
  ['film.mp4', ftyp('isom'), 'video/mp4'],
  ['film.mov', ftyp('qt  '), 'video/quicktime'],
  ['photo.heic', ftyp('heic'), 'image/heic'],
  ['photo.mp4', ftyp('evil'), 'application/octet-stream'],
  ['all.zip', hex('504b0304 1400'), 'application/zip'],
  ['letter.DOCX', hex('504b0304 1400'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['notes.txt', Buffer.from('電源が入りません。\n'), 'text/plain'],
  ['notes.csv', Buffer.from('\ufeffa,b\r\n1,2\r\n'), 'text/plain'],
])('%s is known by its bytes', (name, bytes, type) => {
  expect(sniffType(bytes, name)).toBe(type);
});

test.each<[string, string]>([
  ['logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['logo.png', '<svg onload="alert(1)"/>'],
  ['page.html', '<!doctype html><script>alert(1)</script>'],
  ['notes.txt', '\ufeff \n<script>alert(1)</script>'],
  ['feed.xml', '<?xml version="1.0"?>'],
  ['app.js', 'alert(1)'],
  ['run.txt', '#!/bin/sh\nrm -rf /'],
  ['tool.exe', 'MZ\x90\0'],
  ['notes.txt', 'a\0b'],
])('%s that a browser or a machine could run, or nobody knows, is refused', (name, text) => {
  const type = sniffType(Buffer.from(text), name);
  expect(type).toBe('application/octet-stream');
  expect(allowedTypes).not.toContain('application/octet-stream');
});

test('text that is cut in the middle of a character is still text', () => {
  expect(sniffType(Buffer.from('あいう').subarray(0, 7), 'a.txt')).toBe('text/plain');
});
