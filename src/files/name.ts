const mostBytes = 255;

/**
 * A file's name that is only a name: no folder, no control or direction characters, nothing a file system takes for
 * itself, at most 255 bytes with the extension kept. `invoice\u202Efdp.exe` shows as `invoiceexe.pdf`; without the
 * character it shows what it is.
 */
export function safeName(given: string): string {
  const name = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = name
    .replace(hidden, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (clean === '') return 'file';
  return shortened(windowsDevice.test(clean) ? `_${clean}` : clean);
}

// Controls, marks of direction, and what has no width but those that join letters and emoji.
const hidden = /[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

const windowsDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Cut between characters as a reader sees them: half an emoji or a kana without its dakuten is no name. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= mostBytes) return name;
  const extension = /\.[^.]{1,16}$/.exec(name)?.[0] ?? '';
  let room = mostBytes - Buffer.byteLength(extension);
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - extension.length))) {
    room -= Buffer.byteLength(segment);
    if (room < 0) break;
    kept += segment;
  }
  // One "character" of nothing but accents can be longer than the whole name may be.
  return kept === '' ? `file${Buffer.byteLength(extension) < 64 ? extension : ''}` : kept + extension;
}
