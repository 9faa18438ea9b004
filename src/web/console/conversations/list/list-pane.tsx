import { Button, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { isApiError, post } from '../../api.js';
import { Icon } from '../../icon.js';
import { navigate } from '../../router.js';
import { useWords } from '../../words.js';
import { addressOf, type Place } from '../address.js';
import { Empty } from './empty.js';
import { ListHead } from './list-head.js';
import { listWords } from './list.words.js';
import { Lines } from './lines.js';
import { useRefreshLists, useTicketList } from './use-list.js';
import style from './list-pane.module.css';

/** The left pane: which list, and what is in it. */
export function ListPane({ place }: { readonly place: Place }) {
  const say = useWords(listWords);
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useTicketList(place);
  const lines = data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <section className={style['pane']} aria-label={say.conversations}>
      <ListHead place={place} counts={data?.pages[0]?.counts} />
      {place.list === 'waiting' && place.find === '' && lines.length > 0 && <ClaimNext place={place} />}
      {error && !data ? (
        <div className={style['said']} role="alert">
          <p>{say.failed}</p>
          <Button variant="default" onClick={() => void refetch()}>
            {say.again}
          </Button>
        </div>
      ) : isPending ? (
        <div className={style['said']}>
          <Loader type="dots" aria-label={say.loading} />
        </div>
      ) : lines.length === 0 ? (
        <Empty place={place} />
      ) : (
        <Lines {...{ lines, place, hasMore: hasNextPage }} onMore={() => void fetchNextPage()} />
      )}
    </section>
  );
}

function ClaimNext({ place }: { readonly place: Place }) {
  const say = useWords(listWords);
  const [busy, setBusy] = useState(false);
  const claimNext = useClaimNext(place);
  async function press(): Promise<void> {
    setBusy(true);
    await claimNext().finally(() => setBusy(false));
  }
  return (
    <div className={style['next']} data-tour="claim-next">
      <Button fullWidth loading={busy} leftSection={<Icon name="forward" size={16} />} onClick={() => void press()}>
        {say.claimNext}
      </Button>
    </div>
  );
}

/** Takes the longest waiting and opens it; says why when there is none to take. */
export function useClaimNext(place: Place): () => Promise<void> {
  const say = useWords(listWords);
  const refresh = useRefreshLists();
  return async () => {
    try {
      const claimed = await post<{ conversation: string } | undefined>('/staff/queue/claim-next');
      if (claimed) navigate(addressOf({ ...place, list: 'mine', find: '', conversation: claimed.conversation }));
      else notifications.show({ message: say.noneLeft });
    } catch (problem) {
      const message = isApiError(problem, 'busy') ? say.hasEnough : isApiError(problem) ? problem.message : say.failed;
      notifications.show({ message, color: 'warning' });
    } finally {
      refresh();
    }
  };
}
