import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Account } from '../../../office-wire.js';
import { get } from '../api.js';

const key = ['account'] as const;

/** One's own account, and how to read it again after a change. */
export function useAccount(): { account: Account | undefined; changed: () => Promise<void> } {
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => get<Account>('/staff/account', signal) });
  return { account: data, changed: () => queries.invalidateQueries({ queryKey: key }) };
}
