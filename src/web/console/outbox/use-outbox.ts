import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Outbox } from '../../../office-wire.js';
import { get } from '../api.js';

const key = ['mail'] as const;

/** How mail stands and what has not gone out, read anew every few seconds while it is looked at. */
export function useOutbox(): { outbox: Outbox | undefined; changed: () => Promise<void> } {
  const queries = useQueryClient();
  const { data } = useQuery({
    ...{ queryKey: key, refetchInterval: 5_000 },
    queryFn: ({ signal }) => get<Outbox>('/staff/mail', signal),
  });
  return { outbox: data, changed: () => queries.invalidateQueries({ queryKey: key }) };
}
