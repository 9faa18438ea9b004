/**
 * Reads the plain part of YAML 1.2 that flows and words are written in, a dozen times faster than the whole of it: block and flow
 * collections, plain and quoted scalars on one line, folded texts, comments. It gives what the `yaml` package would give,
 * or `undefined` as soon as it meets anything else (anchors, tags, several documents, tabs, a fault): then that package
 * reads the file, and tells what is wrong and where.
 */
export function readPlainYaml(text: string): { value: unknown } | undefined {
  if (unusual.test(text)) return undefined;
  try {
    const lines = linesOf(text);
    const reader = { text, lines, at: 0 };
    const [first] = lines;
    if (!first || first.indent !== 0) return undefined;
    const value = readBlock(reader, 0, 0);
    return reader.at === lines.length ? { value } : undefined;
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
}

/** Tabs, carriage returns and what else may end a line or open a document. */
const unusual = /[\t\r\u0085\u2028\u2029\uFEFF\0]|^(?:---|\.\.\.|%)/m;
const notPlain = new Error('yaml: not plain');
/** Deeper than any flow, and shallow enough for the stack. */
const deepest = 40;

interface Line {
  /** Where its text begins and ends in the file; `indent` is the column it begins at. */
  readonly start: number;
  readonly end: number;
  readonly indent: number;
}

interface Reader {
  readonly text: string;
  readonly lines: readonly Line[];
  /** The next line to be read. */
  at: number;
}

/** The lines that hold something: blank ones and whole comments are left out. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < text.length;) {
    const newline = text.indexOf('\n', from);
    const to = newline < 0 ? text.length : newline;
    let start = from;
    while (start < to && text[start] === ' ') start++;
    if (start < to && text[start] !== '#') {
      let end = to;
      while (text[end - 1] === ' ') end--;
      lines.push({ start, end, indent: start - from });
    }
    from = to + 1;
  }
  return lines;
}

/** The collection that begins at the line `reader.at`, whose entries stand at this column. */
function readBlock(reader: Reader, indent: number, depth: number): unknown {
  if (depth > deepest) throw notPlain;
  const line = reader.lines[reader.at];
  if (!line) throw notPlain;
  return isEntry(reader.text, line.start, line.end)
    ? readSequence(reader, indent, depth)
    : readMapping(reader, { indent, depth, from: line.start });
}

const isEntry = (text: string, start: number, end: number): boolean =>
  text[start] === '-' && (start + 1 === end || text[start + 1] === ' ');

function readSequence(reader: Reader, indent: number, depth: number): unknown[] {
  const { text, lines } = reader;
  const items: unknown[] = [];
  for (let line = lines[reader.at]; line?.indent === indent; line = lines[reader.at]) {
    if (!isEntry(text, line.start, line.end)) break;
    let from = line.start + 1;
    while (from < line.end && text[from] === ' ') from++;
    if (from === line.end || text[from] === '#' || isEntry(text, from, line.end)) throw notPlain;
    keyAt.lastIndex = from;
    // `- id: x` is a mapping whose entries stand where the first of them does.
    if (keyAt.test(text) && keyAt.lastIndex <= line.end + 1)
      items.push(readMapping(reader, { indent: indent + from - line.start, depth: depth + 1, from }));
    else items.push(readValue(reader, { line, from, indent, depth }));
  }
  return items;
}

/** A key of a block mapping with its colon, and what may stand after it. */
const keyAt = /(?:([A-Za-z_][\w.-]{0,200})|"([\w .@-]{0,200})"|'([\w .@-]{0,200})'):(?: +|$)/my;

function readMapping(
  reader: Reader,
  { indent, depth, from: first }: { indent: number; depth: number; from: number },
): Record<string, unknown> {
  const { text, lines } = reader;
  const entries: Record<string, unknown> = {};
  let from = first;
  for (let line = lines[reader.at]; line; line = lines[reader.at]) {
    keyAt.lastIndex = from;
    const found = keyAt.exec(text);
    if (!found) throw notPlain;
    const key = found[1] ?? found[2] ?? found[3] ?? '';
    if (found[1] !== undefined && /^(?:null|true|false)$/i.test(key)) throw notPlain;
    if (key === '__proto__' || Object.hasOwn(entries, key)) throw notPlain;
    const after = from + found[0].length;
    entries[key] =
      after >= line.end || text[after] === '#'
        ? readNested(reader, indent, depth)
        : readValue(reader, { line, from: after, indent, depth });
    const next = lines[reader.at];
    if (next?.indent !== indent || isEntry(text, next.start, next.end)) break;
    from = next.start;
  }
  return entries;
}

/** What stands under a key: a collection further in, or a list at the key's own column. Nothing there is nothing. */
function readNested(reader: Reader, indent: number, depth: number): unknown {
  reader.at++;
  const next = reader.lines[reader.at];
  if (!next) return null;
  const first = reader.text[next.start];
  if (next.indent > indent && (first === '{' || first === '['))
    return readValue(reader, { line: next, from: next.start, indent, depth: depth + 1 });
  const isList = next.indent === indent && isEntry(reader.text, next.start, next.end);
  return next.indent > indent || isList ? readBlock(reader, next.indent, depth + 1) : null;
}

interface Place {
  readonly line: Line;
  readonly from: number;
  readonly indent: number;
  readonly depth: number;
}

function readValue(reader: Reader, { line, from, indent, depth }: Place): unknown {
  const { text, lines } = reader;
  const first = text[from];
  if (first === '>') return readFolded(reader, { line, from, indent, depth });
  reader.at++;
  if (first === '{' || first === '[') {
    const cursor: Cursor = { text, at: from };
    const value = readFlow(cursor, depth + 1);
    // A collection may go on over lines further in; the one it ends on may hold nothing else but a comment.
    let last = line;
    for (let next = lines[reader.at]; next && next.start < cursor.at; next = lines[reader.at]) {
      if (next.indent <= indent) throw notPlain;
      last = next;
      reader.at++;
    }
    if (!isOver(text, cursor.at, last.end)) throw notPlain;
    return value;
  }
  const next = lines[reader.at];
  // A plain or quoted scalar that goes on in the next line.
  if (next && next.indent > indent) throw notPlain;
  if (first === '"' || first === "'") {
    const cursor: Cursor = { text, at: from };
    const value = readQuoted(cursor);
    if (!isOver(text, cursor.at, line.end)) throw notPlain;
    return value;
  }
  const comment = text.indexOf(' #', from);
  const end = comment >= 0 && comment < line.end ? comment : line.end;
  return plain(text.slice(from, end).trimEnd());
}

const isOver = (text: string, at: number, end: number): boolean => at >= end || /^ +#/.test(text.slice(at, end));

/** `>-`: the lines further in, with spaces between. Blank lines, comments and deeper lines mean more: not here. */
function readFolded(reader: Reader, { line, from, indent }: Place): string {
  const { text, lines } = reader;
  if (text.slice(from, line.end) !== '>-') throw notPlain;
  reader.at++;
  const first = lines[reader.at];
  if (!first || first.indent <= indent) throw notPlain;
  const parts: string[] = [];
  let before = line.end;
  for (let next = lines[reader.at]; next && next.indent > indent; next = lines[reader.at]) {
    // Only the line's own break and indentation may stand between: a line was left out otherwise.
    if (next.indent !== first.indent || next.start - before !== 1 + next.indent) throw notPlain;
    parts.push(text.slice(next.start, next.end));
    before = next.end;
    reader.at++;
  }
  // What looks like a comment under it may be part of it.
  if (!/^(?:\n\s*)?$/.test(text.slice(before, lines[reader.at]?.start))) throw notPlain;
  return parts.join(' ');
}

interface Cursor {
  readonly text: string;
  at: number;
}

/** A flow collection, `{ a: 1 }` or `[1, 2]`, or what stands in one. */
function readFlow(cursor: Cursor, depth: number): unknown {
  if (depth > deepest) throw notPlain;
  const { text } = cursor;
  const first = text[cursor.at];
  if (first === '[') return readFlowList(cursor, depth);
  if (first === '{') return readFlowMapping(cursor, depth);
  if (first === '"' || first === "'") return readQuoted(cursor);
  flowPlain.lastIndex = cursor.at;
  const found = flowPlain.exec(text);
  if (!found) throw notPlain;
  cursor.at = flowPlain.lastIndex;
  const next = text[cursor.at];
  // A comment, a colon or a line that goes on.
  if (next !== ',' && next !== ']' && next !== '}' && next !== ' ' && next !== '\n') throw notPlain;
  return plain(found[0].trimEnd());
}

/** Everything up to what ends a plain scalar inside a flow collection. */
const flowPlain = /[^,[\]{}:#\n]+(?:(?::(?![ ,[\]{}\n])|(?<! )#)[^,[\]{}:#\n]*)*/y;
const flowKey = /([A-Za-z_][\w.-]{0,200}):[ \n]|"([\w .@-]{0,200})":|'([\w .@-]{0,200})':/y;

function readFlowList(cursor: Cursor, depth: number): unknown[] {
  const items: unknown[] = [];
  cursor.at++;
  for (;;) {
    skip(cursor);
    if (cursor.text[cursor.at] === ']') break;
    items.push(readFlow(cursor, depth + 1));
    if (!goesOn(cursor, ']')) break;
  }
  cursor.at++;
  return items;
}

function readFlowMapping(cursor: Cursor, depth: number): Record<string, unknown> {
  const entries: Record<string, unknown> = {};
  cursor.at++;
  for (;;) {
    skip(cursor);
    if (cursor.text[cursor.at] === '}') break;
    flowKey.lastIndex = cursor.at;
    const found = flowKey.exec(cursor.text);
    if (!found) throw notPlain;
    const key = found[1] ?? found[2] ?? found[3] ?? '';
    if (found[1] !== undefined && /^(?:null|true|false)$/i.test(key)) throw notPlain;
    if (key === '__proto__' || Object.hasOwn(entries, key)) throw notPlain;
    cursor.at = flowKey.lastIndex;
    skip(cursor);
    entries[key] = readFlow(cursor, depth + 1);
    if (!goesOn(cursor, '}')) break;
  }
  cursor.at++;
  return entries;
}

/** After a comma there may be more; at the end there is none. */
function goesOn(cursor: Cursor, end: string): boolean {
  skip(cursor);
  const next = cursor.text[cursor.at];
  if (next === end) return false;
  if (next !== ',') throw notPlain;
  cursor.at++;
  return true;
}

function skip(cursor: Cursor): void {
  const { text } = cursor;
  while (text[cursor.at] === ' ' || text[cursor.at] === '\n') cursor.at++;
}

const singleQuoted = /'((?:[^'\n]|'')*)'/y;
const doubleQuoted = /"(?:[^"\\\n]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/y;

function readQuoted(cursor: Cursor): string {
  const isSingle = cursor.text[cursor.at] === "'";
  const pattern = isSingle ? singleQuoted : doubleQuoted;
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text);
  if (!found) throw notPlain;
  cursor.at = pattern.lastIndex;
  if (isSingle) return (found[1] ?? '').replaceAll("''", "'");
  const value: unknown = JSON.parse(found[0]);
  if (typeof value !== 'string') throw notPlain;
  return value;
}

/** What begins otherwise is no plain scalar, and a colon before a space makes a mapping of it. */
const notScalar = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?: |$)|: |:$/;
const perhapsOther = /^(?:[-+.\d]|~$|null$|true$|false$)/i;

function plain(text: string): unknown {
  if (text === '' || notScalar.test(text)) throw notPlain;
  if (!perhapsOther.test(text)) return text;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^(?:null|Null|NULL|~)$/.test(text)) return null;
  if (/^-?(?:0|[1-9]\d{0,14})$/.test(text)) return text === '-0' ? failed() : Number(text);
  if (/^-?(?:0|[1-9]\d{0,8})\.\d{1,6}$/.test(text)) return Number(text);
  // Every other way to write a number is left to the one who knows them all.
  return /^[-+]?(?:\.?\d[\d_]*(?:\.\d*)?(?:e[-+]?\d+)?|0[xo][\da-f]+|\.inf|\.nan)$/i.test(text) ? failed() : text;
}

function failed(): never {
  throw notPlain;
}
