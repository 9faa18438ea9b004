import { useSyncExternalStore } from 'react';
import type { ReplyFile } from '../../../../console-wire.js';
import type { ConversationView } from '../../../../handoff/view.js';
import { isApiError, newClientId, postSurely, type ApiError } from '../../api.js';

/** A reply on its way, drawn before the server has it. */
export interface Pending {
  readonly conversation: string;
  readonly clientId: string;
  readonly text: string;
  readonly files: readonly ReplyFile[];
  readonly basedOn: number;
  readonly anyway: boolean;
  readonly state: 'sending' | 'failed' | 'stored';
  /** Its place in the log, once it is stored: from then on the log shows it. */
  readonly seq: number;
  readonly error?: ApiError | undefined;
}

type Wanted = Pick<Pending, 'conversation' | 'text' | 'files' | 'basedOn'> & {
  readonly anyway?: boolean;
  readonly clientId?: string | undefined;
};

let all: readonly Pending[] = [];
const heard = new Set<() => void>();

/**
 * Sends a reply. Gives `held` when the customer has written something the agent has not seen: then nothing is pending
 * and the words are the caller's again.
 */
export async function send({
  anyway = false,
  clientId = newClientId(),
  ...wanted
}: Wanted): Promise<'stored' | 'held' | 'failed'> {
  const pending: Pending = { ...wanted, anyway, clientId, state: 'sending', seq: 0 };
  change([...all.filter((one) => one.clientId !== clientId), pending]);
  const { conversation, text, files, basedOn } = wanted;
  const body = { clientId, text, files: files.map(({ id }) => id), basedOn, ...(anyway ? { anyway } : {}) };
  try {
    const { seq } = await postSurely<{ seq: number }>(`/staff/conversations/${conversation}/reply`, body);
    replace(clientId, { ...pending, state: 'stored', seq });
    return 'stored';
  } catch (error) {
    if (!isApiError(error)) throw error;
    if (error.code === 'moved-on') {
      forget(clientId);
      return 'held';
    }
    replace(clientId, { ...pending, state: 'failed', error });
    return 'failed';
  }
}

export const sendAgain = ({ conversation, text, files, basedOn, anyway, clientId }: Pending): Promise<unknown> =>
  send({ conversation, text, files, basedOn, anyway, clientId });

export function forget(clientId: string): void {
  change(all.filter((one) => one.clientId !== clientId));
}

/**
 * What is on its way in this conversation and not in the log yet. The socket may bring a reply before its own answer
 * comes: then the log has it by its client id.
 */
export function usePending({ conversation, upTo, events }: ConversationView, staff: string): readonly Pending[] {
  const known = useSyncExternalStore(subscribe, () => all);
  const isThere = ({ state, seq, clientId }: Pending): boolean =>
    (state === 'stored' && seq <= upTo) || events.some((event) => event.clientId === `agent:${staff}:${clientId}`);
  const found = known.filter((one) => one.conversation === conversation && !isThere(one));
  // The same empty list each time: a long transcript must not be laid out anew for nothing.
  return found.length === 0 ? nothing : found;
}

const nothing: readonly Pending[] = [];

function subscribe(hear: () => void): () => void {
  heard.add(hear);
  return () => heard.delete(hear);
}

function replace(clientId: string, by: Pending): void {
  change(all.map((one) => (one.clientId === clientId ? by : one)));
}

function change(next: readonly Pending[]): void {
  // What is in the log for long needs no memory here.
  all = next.slice(-50);
  for (const hear of heard) hear();
}
