import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SetUpAnswer, SetUpStep } from '../../../office-wire.js';
import { get, post } from '../api.js';

export const setUpKey = ['set-up'] as const;

export interface SetUp {
  readonly state: SetUpAnswer | undefined;
  readonly changed: () => Promise<void>;
  readonly skip: (step: SetUpStep, skipped: boolean) => Promise<void>;
}

/** What is done and what is missing, as the server finds it; asked again whenever this page is looked at. */
export function useSetUp(): SetUp {
  const queries = useQueryClient();
  const changed = () => queries.invalidateQueries({ queryKey: setUpKey });
  const { data } = useQuery({
    ...{ queryKey: setUpKey, refetchOnWindowFocus: 'always' as const },
    queryFn: ({ signal }) => get<SetUpAnswer>('/staff/set-up', signal),
  });
  return {
    ...{ state: data, changed },
    async skip(step, skipped) {
      await post('/staff/set-up/skip', { step, skipped });
      await changed();
    },
  };
}
