import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Deciding, DecidingTried } from '../../../office-wire.js';
import { get, post } from '../api.js';
import { useDoing, type Doing } from '../sheet/doing.js';

const key = ['deciding'] as const;

export interface DecidingState {
  readonly deciding: Deciding | undefined;
  readonly tried: DecidingTried | undefined;
  readonly trying: Doing;
  readonly changing: Doing;
  readonly tryOut: () => Promise<boolean>;
  readonly use: (fitting: number) => Promise<boolean>;
  readonly back: () => Promise<boolean>;
}

/** By what the bot decides, and what was tried on this page. */
export function useDeciding(): DecidingState {
  const queries = useQueryClient();
  const [tried, setTried] = useState<DecidingTried>();
  const [trying, changing] = [useDoing(), useDoing()];
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => get<Deciding>('/staff/deciding', signal) });
  const change = (path: string, body: object): Promise<boolean> =>
    changing.run(async () => {
      queries.setQueryData(key, await post<Deciding>(path, body));
      setTried(undefined);
    });
  return {
    ...{ deciding: data, tried, trying, changing },
    tryOut: () => trying.run(async () => setTried(await post<DecidingTried>('/staff/deciding/try'))),
    use: (fitting) => change('/staff/deciding/use', { fitting }),
    back: () => change('/staff/deciding/back', {}),
  };
}
