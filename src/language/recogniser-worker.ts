import { parentPort, workerData } from 'node:worker_threads';
import {
  recognizeAge,
  recognizeCurrency,
  recognizeDateTime,
  recognizeDimension,
  recognizeEmail,
  recognizeGUID,
  recognizeHashtag,
  recognizeIpAddress,
  recognizeMention,
  recognizeNumber,
  recognizeOrdinal,
  recognizePercentage,
  recognizePhoneNumber,
  recognizeTemperature,
  recognizeURL,
} from '@microsoft/recognizers-text-suite';
import { z } from 'zod';
import { type Model, models } from './recogniser-models.js';

// The suite's own patterns can take seconds on a hostile text. Nothing here watches the clock: the main thread does,
// and ends this whole thread when the time is over.

const request = z.object({
  id: z.number(),
  model: z.enum(models),
  text: z.string(),
  culture: z.string(),
  reference: z.string(),
});
type Asked = z.infer<typeof request>;

const text = z.coerce.string().optional().catch(undefined);
const moment = z.object({ type: text, value: text, start: text, end: text, Mod: text, mod: text });
const resolution = z.object({
  value: z.unknown().optional(),
  unit: text,
  isoCurrency: text,
  values: z.array(moment).optional(),
});

// What each model reads before anybody waits: its first call compiles its patterns, up to 250 ms.
const FIRST: Record<Model, string[]> = {
  number: ['twenty three and a half'],
  dates: ['friday the 13th', 'a couple of days ago', 'from 5 to 7 pm on may 3rd', 'the end of next month'],
  ordinal: ['the twenty first'],
  percentage: ['five percent'],
  age: ['two years old'],
  currency: ['20 dollars'],
  dimension: ['3 miles'],
  temperature: ['20 degrees celsius'],
  phone: ['+1 212 555 0123'],
  email: ['a@example.com'],
  url: ['example.com'],
  ip: ['10.0.0.1'],
  mention: ['@somebody'],
  hashtag: ['#thing'],
  guid: ['123e4567-e89b-12d3-a456-426655440000'],
};

const warmed = new Set<Model>();

for (const model of z.array(z.enum(models)).parse(workerData)) warm(model, 'en-us');
parentPort?.postMessage({ ready: true });

parentPort?.on('message', (message: unknown) => {
  const asked = request.parse(message);
  // Only from here on the customer's text is read, and only from here on the time limit runs.
  warm(asked.model, asked.culture);
  parentPort?.postMessage({ begun: asked.id });
  try {
    parentPort?.postMessage({ id: asked.id, found: read(asked) });
  } catch {
    // Some inputs make the suite throw (language tables with holes): that is "nothing read", not a fault.
    parentPort?.postMessage({ id: asked.id, found: [] });
  }
});

/** A model and its culture are loaded when first asked for, and by no other. */
function warm(model: Model, culture: string): void {
  if (warmed.has(model)) return;
  warmed.add(model);
  for (const first of FIRST[model]) read({ id: 0, model, text: first, culture, reference: '2026-01-01' });
}

function read(asked: Asked) {
  return recognised(asked).map((result) => {
    const found = resolution.parse(result.resolution ?? {});
    const values = found.values ?? [];
    return {
      text: result.text,
      start: result.start,
      end: result.end + 1,
      values: asked.model === 'dates' ? values.map((one) => one.value ?? '') : [plain(found.value)],
      type: result.typeName.replace('datetimeV2.', ''),
      ...(found.unit === undefined ? {} : { unit: found.unit }),
      ...(found.isoCurrency === undefined ? {} : { currency: found.isoCurrency }),
      ...(asked.model === 'dates'
        ? { moments: values.map(({ Mod, ...one }) => ({ ...one, mod: one.mod ?? Mod })) }
        : {}),
    };
  });
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function recognised({ model, text, culture, reference }: Asked) {
  switch (model) {
    case 'number':
      return recognizeNumber(text, culture, 0, false);
    case 'dates':
      return recognizeDateTime(text, culture, 0, at(reference), false);
    case 'ordinal':
      return recognizeOrdinal(text, culture, 0, false);
    case 'percentage':
      return recognizePercentage(text, culture, 0, false);
    case 'age':
      return recognizeAge(text, culture, 0, false);
    case 'currency':
      return recognizeCurrency(text, culture, 0, false);
    case 'dimension':
      return recognizeDimension(text, culture, 0, false);
    case 'temperature':
      return recognizeTemperature(text, culture, 0, false);
    case 'phone':
      return recognizePhoneNumber(text, culture);
    case 'email':
      return recognizeEmail(text, culture);
    case 'url':
      return recognizeURL(text, culture);
    case 'ip':
      return recognizeIpAddress(text, culture);
    case 'mention':
      return recognizeMention(text, culture);
    case 'hashtag':
      return recognizeHashtag(text, culture);
    case 'guid':
      return recognizeGUID(text, culture);
  }
}

/** The shop's civil time as the server's own: the suite computes in local time, so no zone can shift the day. */
function at(reference: string): Date {
  const [year = 2000, month = 1, day = 1, hour = 12, minute = 0, second = 0] = reference.split(/[-T:]/).map(Number);
  return new Date(year, month - 1, day, hour, minute, second);
}
