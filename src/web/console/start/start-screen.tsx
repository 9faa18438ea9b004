import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SetUpAnswer } from '../../../office-wire.js';
import { get } from '../api.js';
import { readsConversations, useMe } from '../me.js';
import { navigate } from '../router.js';
import { setUpKey } from '../set-up/use-set-up.js';

/** The console's first page: for an owner what the shop still lacks, if anything; for an editor the articles, for everybody else the work that waits. */
export function StartScreen() {
  const me = useMe();
  const isOwner = me.staff.role === 'owner';
  const work = readsConversations(me) ? '/conversations' : '/articles';
  const { data, error } = useQuery({
    ...{ queryKey: setUpKey, enabled: isOwner },
    queryFn: ({ signal }) => get<SetUpAnswer>('/staff/set-up', signal),
  });
  const lacks = data?.steps.some(({ done, skipped }) => !done && !skipped);
  useEffect(() => {
    if (!isOwner || error || data) navigate(lacks ? '/set-up' : work, { replace: true });
  }, [isOwner, error, data, lacks, work]);
  return null;
}
