import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { People } from '../../../office-wire.js';
import { get } from '../api.js';

const key = ['people'] as const;

/** Everybody at this counter and those invited, read anew every half minute: presence moves. */
export function usePeople(): { people: People | undefined; changed: () => Promise<void> } {
  const queries = useQueryClient();
  const { data } = useQuery({
    ...{ queryKey: key, refetchInterval: 30_000 },
    queryFn: ({ signal }) => get<People>('/staff/people', signal),
  });
  return { people: data, changed: () => queries.invalidateQueries({ queryKey: key }) };
}
