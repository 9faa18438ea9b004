import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SettingsAnswer, ShopSettings } from '../../../office-wire.js';
import { call, get, isApiError } from '../api.js';
import { useDoing, type Doing } from '../sheet/doing.js';
import { changedParts, onTopOf } from './merge.js';

const key = ['settings'] as const;

export interface SettingsDraft {
  /** Undefined while they are read. */
  readonly draft: ShopSettings | undefined;
  readonly spoken: readonly string[];
  readonly isChanged: boolean;
  /** Somebody saved meanwhile: the parts that both have changed (none: only other parts). */
  readonly conflict: readonly string[] | undefined;
  readonly doing: Doing;
  readonly set: (change: Partial<ShopSettings>) => void;
  /** True once it is saved. */
  readonly save: () => Promise<boolean>;
  readonly discard: () => void;
}

/**
 * The shop's settings being edited. What is saved is a whole state on top of the version it was read from; when somebody
 * was faster, their state is read and ours laid on it for another look. Nothing is overwritten unseen.
 */
export function useSettings(): SettingsDraft {
  const queries = useQueryClient();
  const doing = useDoing();
  const { data } = useQuery({
    ...{ queryKey: key, refetchOnWindowFocus: false },
    queryFn: ({ signal }) => get<SettingsAnswer>('/staff/settings', signal),
  });
  const [base, setBase] = useState<SettingsAnswer>();
  const [draft, setDraft] = useState<ShopSettings>();
  const [conflict, setConflict] = useState<readonly string[]>();
  const isChanged = base !== undefined && draft !== undefined && changedParts(base.settings, draft).length > 0;
  useEffect(() => {
    if (!data || (base && (isChanged || base.version >= data.version))) return;
    setBase(data);
    setDraft(data.settings);
  }, [data, base, isChanged]);

  async function meet(): Promise<void> {
    if (!base || !draft) return;
    const theirs = await get<SettingsAnswer>('/staff/settings');
    const { merged, both } = onTopOf(theirs.settings, { base: base.settings, mine: draft });
    setBase(theirs);
    setDraft(merged);
    setConflict(both);
  }

  async function store(): Promise<void> {
    if (!base || !draft) return;
    const body = { seen: base.version, settings: draft };
    const saved = await call<{ version: number; settings: ShopSettings }>('/staff/settings', { method: 'PUT', body });
    setBase({ ...base, ...saved });
    setDraft(saved.settings);
    setConflict(undefined);
    // Names and teams stand on other screens too.
    await Promise.all([['me'], ['settings'], ['set-up']].map((queryKey) => queries.invalidateQueries({ queryKey })));
  }

  return {
    ...{ draft, isChanged, conflict, doing, spoken: base?.spoken ?? [] },
    set: (change) => setDraft((known) => known && { ...known, ...change }),
    async save() {
      let isStored = false;
      await doing.run(async () => {
        try {
          await store();
          isStored = true;
        } catch (problem) {
          if (!isApiError(problem, 'moved-on')) throw problem;
          await meet();
        }
      });
      return isStored;
    },
    discard() {
      setDraft(base?.settings);
      setConflict(undefined);
      doing.clear();
    },
  };
}
