/** Office files are zip archives; the name tells which. */
const officeTypes: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** What customers and agents may send. A browser shows the first group in place; it is offered the rest to save. */
export const shownTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
export const allowedTypes: readonly string[] = [
  ...shownTypes,
  ...['image/heic', 'video/mp4', 'video/quicktime', 'application/pdf', 'application/zip', 'text/plain'],
  ...Object.values(officeTypes),
];

const unknown = 'application/octet-stream';

/**
 * The type of a file by its first bytes (4,096 are plenty), never by what its sender says. What a browser could run
 * (SVG, HTML, XML, JavaScript) and what is not recognised is `application/octet-stream`, which is not allowed.
 */
export function sniffType(first: Uint8Array, name: string): string {
  const found = signatures.find(({ bytes, at = 0 }) => bytes.every((byte, place) => first[at + place] === byte));
  if (found?.type === 'application/zip') return officeTypes[extensionOf(name)] ?? found.type;
  if (found) return found.type;
  return brandOf(first) ?? (isPlainText(first, name) ? 'text/plain' : unknown);
}

/** Signatures as in the WHATWG's MIME Sniffing standard, section 6, and RFC 3778 for PDF. */
const signatures: readonly { type: string; bytes: readonly number[]; at?: number }[] = [
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', bytes: [...Buffer.from('GIF87a')] },
  { type: 'image/gif', bytes: [...Buffer.from('GIF89a')] },
  { type: 'application/pdf', bytes: [...Buffer.from('%PDF-')] },
  { type: 'application/zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
];

/** RIFF and ISO media files (ISO/IEC 14496-12) say in a brand what they hold. */
function brandOf(first: Uint8Array): string | undefined {
  const text = Buffer.from(first.subarray(0, 16)).toString('latin1');
  if (text.startsWith('RIFF') && text.slice(8, 14) === 'WEBPVP') return 'image/webp';
  if (text.slice(4, 8) !== 'ftyp') return undefined;
  const brand = text.slice(8, 12);
  if (/^(heic|heix|heim|heis|hevc|mif1|msf1)$/.test(brand)) return 'image/heic';
  if (/^(isom|iso[2-9]|mp4[12]|M4V |avc1|dash|MSNV|3gp\d)$/.test(brand)) return 'video/mp4';
  return brand === 'qt  ' ? 'video/quicktime' : undefined;
}

/** Only what calls itself text, is UTF-8 without controls, and does not begin like markup. */
function isPlainText(first: Uint8Array, name: string): boolean {
  if (!['txt', 'text', 'log', 'csv', 'md'].includes(extensionOf(name))) return false;
  const text = new TextDecoder('utf-8').decode(first, { stream: true });
  return !/[\0-\x08\x0e-\x1f\ufffd]/.test(text) && !/^\s*(<|#!)/.test(text.replace(/^\ufeff/, ''));
}

function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
