import { parentPort } from 'node:worker_threads';
import { recognizeDateTime, recognizeNumber } from '@microsoft/recognizers-text-suite';
import { z } from 'zod';

// The suite's own patterns can take seconds on a hostile text. Nothing here watches the clock: the main thread does,
// and ends this whole thread when the time is over.

const request = z.object({
  id: z.number(),
  what: z.enum(['numbers', 'dates']),
  text: z.string(),
  culture: z.string(),
  reference: z.string(),
});
const resolution = z.object({ value: z.string() }).partial();
const dateResolution = z.object({
  values: z.array(z.object({ type: z.string(), value: z.string(), timex: z.string() }).partial()),
});

// The first call of a model compiles its patterns (up to 250 ms); paid before anybody waits.
recognizeNumber('twenty three and a half', 'en-us', 0, false);
for (const text of ['friday the 13th', 'a couple of days ago', 'from 5 to 7 pm on may 3rd', 'the end of next month']) {
  recognizeDateTime(text, 'en-us', 0, new Date(2026, 0, 1, 12), false);
}
parentPort?.postMessage({ ready: true });

parentPort?.on('message', (message: unknown) => {
  const asked = request.parse(message);
  try {
    const found = asked.what === 'numbers' ? numbers(asked) : dates(asked);
    parentPort?.postMessage({ id: asked.id, found });
  } catch {
    // Some inputs make the suite throw (language tables with holes): that is "nothing read", not a fault.
    parentPort?.postMessage({ id: asked.id, found: [] });
  }
});

type Asked = z.infer<typeof request>;

function numbers({ text, culture }: Asked) {
  return recognizeNumber(text, culture, 0, false).map((result) => ({
    text: result.text,
    start: result.start,
    end: result.end + 1,
    values: [resolution.parse(result.resolution).value ?? ''],
    type: 'number',
  }));
}

function dates({ text, culture, reference }: Asked) {
  const [year = 2000, month = 1, day = 1] = reference.split('-').map(Number);
  // Noon of the shop's day in the server's own zone: the suite computes in local time, so no zone can shift the day.
  const at = new Date(year, month - 1, day, 12);
  return recognizeDateTime(text, culture, 0, at, false).map((result) => ({
    text: result.text,
    start: result.start,
    end: result.end + 1,
    values: dateResolution.parse(result.resolution).values.map((one) => one.value ?? ''),
    type: result.typeName.replace('datetimeV2.', ''),
  }));
}
