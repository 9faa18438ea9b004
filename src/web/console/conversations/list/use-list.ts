import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ListName, TicketList } from '../../../../console-wire.js';
import { get } from '../../api.js';
import { setServerClock } from '../../clock.js';
import { hearAll } from '../../live.js';

export interface Wanted {
  readonly list: ListName;
  readonly queue: string;
  readonly find: string;
}

const key = 'tickets';

/** One list, page by page. It is read again when the socket says that something in the queues has changed. */
export function useTicketList({ list, queue, find }: Wanted) {
  return useInfiniteQuery({
    queryKey: [key, list, queue, find],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    queryFn: async ({ pageParam, signal }): Promise<TicketList> => {
      const query = new URLSearchParams({ list, ...(queue && { queue }), ...(find && { find }) });
      if (pageParam !== '') query.set('after', pageParam);
      const page = await get<TicketList>(`/staff/tickets?${query.toString()}`, signal);
      setServerClock(page.now);
      return page;
    },
    getNextPageParam: ({ next }) => next,
  });
}

/** Keeps every list that is shown anywhere fresh. Once a page. */
export function useFreshLists(): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      hearAll((frame) => {
        if (frame.kind === 'queue' || frame.kind === 'mine') void queries.invalidateQueries({ queryKey: [key] });
      }),
    [queries],
  );
}

export function useRefreshLists(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: [key] });
}
