/** Times, sizes and numbers as each language writes them; times in the shop's zone, which is the one it promises in. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (made === undefined) formats.set(key, (made = new Intl.DateTimeFormat(language, options)));
  return made;
}

export function clockTime(time: number, language: string, zone: string | undefined): string {
  return format(language, { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(time);
}

export function day(time: number, language: string, zone: string | undefined): string {
  return format(language, { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone }).format(time);
}

export function fullDate(time: number, language: string, zone: string | undefined): string {
  return format(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone }).format(time);
}

/** A promise: the day only when it is not today, the zone only when the customer's clock shows another time. */
export function promise(time: number, language: string, zone: string | undefined, now = Date.now()): string {
  const hour = { hour: 'numeric', minute: '2-digit', timeZone: zone } as const;
  const elsewhere = zone !== undefined && clockTime(time, language, zone) !== clockTime(time, language, undefined);
  const name = elsewhere ? ({ timeZoneName: 'short' } as const) : {};
  if (day(time, language, zone) === day(now, language, zone))
    return format(language, { ...hour, ...name }).format(time);
  const date = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return format(language, { ...date, ...hour, ...name }).format(time);
}

export function fileSize(bytes: number, language: string): string {
  const steps = ['byte', 'kilobyte', 'megabyte'] as const;
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const size = step === 2 ? bytes / (1024 * 1024) : step === 1 ? bytes / 1024 : bytes;
  return new Intl.NumberFormat(language, {
    ...{ style: 'unit', unit: steps[step], unitDisplay: step === 0 ? 'long' : 'short' },
    maximumFractionDigits: size < 10 && step > 0 ? 1 : 0,
  }).format(size);
}

export function percent(share: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(share);
}
