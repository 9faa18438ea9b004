import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Me } from '../../console-wire.js';
import { get, isApiError } from './api.js';

const key = ['me'] as const;

/** Who is signed in; `null` for nobody, `undefined` while that is being asked. */
export function useSession(): { me: Me | null | undefined; error: Error | null; retry: () => void } {
  const { data, error, refetch } = useQuery({
    queryKey: key,
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await get<Me>('/staff/me', signal);
      } catch (problem) {
        if (isApiError(problem, 'not-signed-in')) return null;
        throw problem;
      }
    },
  });
  return { me: data, error, retry: () => void refetch() };
}

/** The one signed in. For screens behind the sign-in: without a session they are not drawn. */
export function useMe(): Me {
  const { me } = useSession();
  if (!me) throw new Error('me: nobody is signed in');
  return me;
}

/** Editors have no business with what customers write, and hear nothing of it. */
export const readsConversations = ({ staff }: Me): boolean => staff.role !== 'editor';

/** After a sign-in or sign-out: everything known belongs to somebody else. */
export function useSessionChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] });
    await queries.invalidateQueries({ queryKey: key });
  };
}
