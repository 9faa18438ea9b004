import { isIP } from 'node:net';
import { z } from 'zod';

/**
 * The environment, parsed once. Every mistake is told at once, each with the name of the variable and what it wants.
 * `.env.example` shows them all; `madoguchi check` prints what is in force, secrets cut.
 */
const text = z.string().trim().min(1);
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  );
const seconds = (least: number, most: number, usual: number): z.ZodType<number> =>
  z.coerce.number(`a number of seconds from ${least} to ${most}`).min(least).max(most).default(usual);

const webAddress = z
  .url({ protocol: /^https?$/, error: 'an address such as https://help.example.com' })
  .transform((url) => url.replace(/\/+$/, ''));

/** Ours stands at the root of a host: links, cookies and the widget's frame know no folder before them. */
const publicAddress = webAddress.refine((url) => /^https?:\/\/[^/?#@]+$/i.test(url), {
  error: 'a whole host such as https://help.example.com, without a path',
});

const networks = list.superRefine((given, context) => {
  for (const one of given) {
    const what = wrongNetwork(one);
    if (what !== undefined) context.addIssue({ code: 'custom', message: `'${one}' ${what}` });
  }
});

function wrongNetwork(network: string): string | undefined {
  const [address = '', bits, ...rest] = network.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) === 0 || rest.length > 0) return 'is neither an address nor a network such as 10.0.0.0/8';
  if (bits === undefined) return undefined;
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > most) return `is no network: after / stands a number from 1 to ${most}`;
  return Number(bits) === 0 ? 'trusts everybody: then every caller chooses the address we see' : undefined;
}

const origins = z
  .string()
  .default('*')
  .transform((value) => (value.trim() === '*' ? ('*' as const) : value.split(',').map((one) => one.trim())))
  .refine((value) => value === '*' || value.every((one) => /^https?:\/\/[^/]+$/.test(one)), {
    error: '* or a list of origins such as https://shop.example.com,https://www.example.com',
  });

/** `Shop <help@example.com>` or the address alone. */
const sender = z
  .string()
  .trim()
  .regex(/^(?:[^<>"\r\n]{1,100} )?<?[^\s@<>,;"]{1,40}@[^\s@<>,;"]+\.[^\s@<>,;"]{2,}>?$/, {
    error: 'a sender such as Shop <help@example.com>',
  });

const server = (...protocols: string[]): z.ZodType<string> =>
  z.url({
    protocol: new RegExp(`^(?:${protocols.join('|')})$`),
    error: `an address such as ${protocols.at(-1) ?? ''}://name:password@mail.example.com`,
  });

const schema = z
  .object({
    DATABASE_URL: text.default('data/madoguchi.db'),
    HOST: text.default('127.0.0.1'),
    PORT: z.coerce.number('a port from 0 to 65535').int().min(0).max(65_535).default(8080),
    PUBLIC_URL: publicAddress.optional(),
    TRUSTED_PROXIES: networks,
    ALLOWED_ORIGINS: origins,
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    THINK_SECONDS: seconds(1, 120, 20),
    SWEEP_SECONDS: seconds(0.2, 60, 2),
    REMIND_AFTER_SECONDS: seconds(1, 86_400, 600),
    DRAIN_SECONDS: seconds(0, 120, 10),
    READINGS: z.enum(['on', 'off'], { error: 'on or off' }).default('on'),
    SEARCH_IN_DATABASE_FROM: z.coerce.number('a number of articles, 1 or more').int().min(1).default(5_000),
    METRICS_TOKEN: text.min(16, 'at least 16 characters').optional(),
    SHOP_URL: webAddress.optional(),
    SHOP_TOKEN: text.optional(),
    CONNECTORS: text.optional(),
    BOT_APP_ID: text.optional(),
    BOT_APP_PASSWORD: text.optional(),
    BOT_APP_TENANT: text.optional(),
    SMTP_URL: server('smtp', 'smtps').optional(),
    MAIL_FROM: sender.optional(),
    MAIL_AFTER_SECONDS: seconds(0.2, 86_400, 120),
    IMAP_URL: server('imap', 'imaps').optional(),
    MAILBOX: text.default('INBOX'),
    MAIL_POLL_SECONDS: seconds(1, 3_600, 60),
  })
  .refine((env) => (env.BOT_APP_ID === undefined) === (env.BOT_APP_PASSWORD === undefined), {
    path: ['BOT_APP_PASSWORD'],
    error: 'BOT_APP_ID and BOT_APP_PASSWORD go together',
  })
  .refine((env) => env.SMTP_URL === undefined || env.MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    error: 'letters need a sender: set it together with SMTP_URL',
  })
  .refine((env) => env.IMAP_URL === undefined || env.SMTP_URL !== undefined, {
    path: ['SMTP_URL'],
    error: 'a mailbox is read for answers to our letters: set SMTP_URL together with IMAP_URL',
  });

export type Config = Omit<z.infer<typeof schema>, 'PUBLIC_URL'> & { readonly PUBLIC_URL: string };

export interface ConfigProblem {
  readonly name: string;
  readonly what: string;
}

/** The configuration, or everything that is wrong with it. An empty variable counts as not set. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config | ConfigProblem[] {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    return result.error.issues.map((issue) => ({ name: issue.path.join('.'), what: issue.message }));
  }
  const { PUBLIC_URL = `http://localhost:${result.data.PORT}` } = result.data;
  return { ...result.data, PUBLIC_URL };
}

/** What may be meant so and seldom is: told by `check` and at every start, and never in the way. */
export function doubtsAbout(config: Config): ConfigProblem[] {
  const { protocol, hostname } = new URL(config.PUBLIC_URL);
  const isHere = isThisMachine(hostname);
  const doubts: ConfigProblem[] = [];
  const doubt = (name: string, what: string): void => void doubts.push({ name, what });
  if (isHere && !isThisMachine(config.HOST)) {
    doubt(
      'PUBLIC_URL',
      `others can reach HOST=${config.HOST}, but are sent to ${config.PUBLIC_URL}: name the address they use`,
    );
  }
  if (!isHere && protocol === 'http:') {
    doubt(
      'PUBLIC_URL',
      'http: what customers write and staff sign in with travels readable; put a proxy with https in front',
    );
  }
  // Only a proxy makes https of us: untrusted, it stands for all of its callers and shares one limit among them.
  if (protocol === 'https:' && config.TRUSTED_PROXIES.length === 0) {
    doubt('TRUSTED_PROXIES', 'https comes from a proxy: without its address here every caller counts as the proxy');
  }
  return doubts;
}

const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);

/** For people to read: what is in force, with whatever opens a door cut. */
export function describeConfig(config: Config): [string, string][] {
  const secret = new Set(['METRICS_TOKEN', 'SHOP_TOKEN', 'BOT_APP_PASSWORD']);
  return Object.entries(config).map(([name, value]) => {
    const written = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (secret.has(name)) return [name, written === '' ? '' : '(set)'];
    return [name, name.endsWith('_URL') ? written.replace(/\/\/[^/]*@/, '//…@') : written];
  });
}
