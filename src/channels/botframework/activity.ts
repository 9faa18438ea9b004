import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { limits } from '../../wire.js';
import { plainId } from '../directline/activity.js';

const account = z.looseObject({ id: plainId(500) });

/**
 * What Microsoft's channels post. Checked before the SDK sees it, which would answer a malformed one with its own
 * error text; what is not named here is left as it is, because replies must carry it back.
 */
export const channelActivity = z.looseObject({
  type: z.string().min(1).max(64),
  id: plainId(500),
  channelId: z.string().regex(/^[\w-]{1,64}$/),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1_000),
  from: account,
  recipient: account,
  conversation: account,
  text: z.string().max(limits.textCharacters).nullish(),
  locale: z.string().max(35).nullish(),
  value: z.unknown().optional(),
});

export const isActivity = (value: unknown): value is Activity => channelActivity.safeParse(value).success;
