import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { isApiError, post, type ApiError } from '../../api.js';
import { useWords } from '../../words.js';
import { useRefreshLists } from '../list/use-list.js';
import { actionWords } from './actions.words.js';

export type ActionName = 'claim' | 'release' | 'hand-back' | 'transfer' | 'resolve';

/** What an agent does to a conversation as a whole. Each gives whether it happened; why not has been said by then. */
export interface Actions {
  readonly busy: ActionName | undefined;
  readonly run: (name: ActionName, body?: object, said?: string) => Promise<boolean>;
}

export function useActions(conversation: string): Actions {
  const say = useWords(actionWords);
  const refresh = useRefreshLists();
  const [busy, setBusy] = useState<ActionName>();
  async function run(name: ActionName, body: object = {}, said?: string): Promise<boolean> {
    setBusy(name);
    try {
      await post(`/staff/conversations/${conversation}/${name}`, body);
      if (said !== undefined) notifications.show({ message: said });
      return true;
    } catch (problem) {
      if (!isApiError(problem)) throw problem;
      notifications.show({ message: sentence(problem, say), color: 'warning' });
      return false;
    } finally {
      setBusy(undefined);
      refresh();
    }
  }
  return { busy, run };
}

function sentence(problem: ApiError, say: (typeof actionWords)['en']): string {
  switch (problem.code) {
    case 'taken':
      return say.fast(String(problem.details['who'] ?? ''));
    case 'not-holder':
      return say.gone;
    case 'moved-on':
      return say.movedOn;
    case 'offline':
      return say.offline;
    default:
      return `${say.failed} ${problem.message}`;
  }
}
