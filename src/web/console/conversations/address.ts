import type { ListName } from '../../../console-wire.js';

/** What the conversations' page shows, as its address says it. */
export interface Place {
  readonly list: ListName;
  readonly queue: string;
  readonly find: string;
  readonly conversation: string | undefined;
}

const lists: readonly ListName[] = ['waiting', 'mine', 'open', 'solved'];

export function placeOf(conversation: string | undefined, query: URLSearchParams): Place {
  return {
    list: lists.find((one) => one === query.get('list')) ?? 'waiting',
    queue: query.get('queue') ?? '',
    find: query.get('find') ?? '',
    conversation,
  };
}

export function addressOf({ list, queue, find, conversation }: Place): string {
  const query = new URLSearchParams();
  if (list !== 'waiting') query.set('list', list);
  if (queue !== '') query.set('queue', queue);
  if (find !== '') query.set('find', find);
  const asked = query.size > 0 ? `?${query.toString()}` : '';
  return `/conversations${conversation === undefined ? '' : `/${conversation}`}${asked}`;
}
