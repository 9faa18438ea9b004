import type { z } from 'zod';
import { holidayCalendar } from '../hours/holidays.js';
import { fieldWords, type FieldFault } from './field-words.js';
import { settings, type Settings } from './settings.js';

/** What is wrong with one field of a form: where, as a stable name, and in the reader's words. */
export interface FieldProblem {
  /** `hours.mon.0.1`: the way to it, part by part. */
  readonly field: string;
  readonly fault: FieldFault;
  readonly message: string;
}

/** Settings as a form sent them: read whole, or everything that is wrong with them at once. */
export async function checkSettings(
  given: unknown,
  language: 'en' | 'ja',
): Promise<{ settings: Settings } | { problems: FieldProblem[] }> {
  const parsed = settings.safeParse(given);
  if (!parsed.success) return { problems: parsed.error.issues.map((issue) => problemOf(issue, language)) };
  const { holidays } = parsed.data;
  if (holidays !== null && (await holidayCalendar(holidays)) === null) {
    return { problems: [fieldProblem('holidays', 'holidays', language)] };
  }
  return { settings: parsed.data };
}

export function fieldProblem(
  field: string,
  fault: FieldFault,
  language: 'en' | 'ja',
  details: Readonly<Record<string, string | number>> = {},
): FieldProblem {
  const message = fieldWords[fault][language].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
  return { field, fault, message };
}

function problemOf(issue: z.core.$ZodIssue, language: 'en' | 'ja'): FieldProblem {
  const field = issue.path.map(String).join('.');
  const isMissing = issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.input === undefined);
  const [, fault] = faults.find(([pattern, , when]) => pattern.test(field) && (when ?? always)(issue)) ?? [];
  if (fault) return fieldProblem(field, fault, language);
  if (issue.code === 'too_big') return fieldProblem(field, 'long', language);
  return fieldProblem(field, isMissing ? 'empty' : issue.code === 'unrecognized_keys' ? 'unknown' : 'wrong', language);
}

const always = (): boolean => true;
const isCustom = ({ code }: z.core.$ZodIssue): boolean => code === 'custom';
const isSmall = ({ code }: z.core.$ZodIssue): boolean => code === 'too_small';

/** Which fault a field's issue is; the first that fits. What is not here is empty, too long, unknown or just wrong. */
const faults: readonly [RegExp, FieldFault, ((issue: z.core.$ZodIssue) => boolean)?][] = [
  [/^(languages|teams\.\d+\.languages)$/, 'no-language', isSmall],
  [/^languages$/, 'twice', isCustom],
  [/languages\.\d+$/, 'language'],
  [/^zone$/, 'zone'],
  [/^holidays$/, 'holidays'],
  [/hours\.\w+\.\d+\.\d+$/, 'time'],
  [/hours\.\w+\.\d+$/, 'same-time', isCustom],
  [/^closures\.\d+\.to$/, 'order', isCustom],
  [/^closures\.\d+\.(from|to)$/, 'day'],
  [/^(?:order|tracking)Patterns\.\d+$/, 'pattern'],
  [/^teams$/, 'no-team', isSmall],
  [/^teams$/, 'same-team', isCustom],
  [/^teams\.\d+\.id$/, 'team-id'],
  [/^teams\.\d+\.minutesPerConversation$/, 'minutes'],
  [/^teams\.\d+\.capacity$/, 'capacity'],
  [/name$|reason$/, 'empty', isCustom],
  [/^contact\.mail$/, 'mail'],
  [/^homepage$/, 'address'],
];
