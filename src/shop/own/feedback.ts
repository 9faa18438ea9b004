import type { Database } from '../../database/database.js';
import { newId } from '../../id.js';
import type { OwnAct } from '../system.js';
import { done, refused, textIn } from './values.js';

const kinds = ['praise', 'idea', 'complaint'] as const;

/**
 * `feedback` {kind, text}: kept for those who decide; a complaint also goes to a person, which is the flow's to do. Refused
 * with `no-such-kind` or `empty`.
 */
export function createFeedbackAct(database: Database): OwnAct {
  return {
    signature: { takes: { kind: 'text', text: 'text' }, gives: { kind: 'text', why: 'text' } },
    plan({ site, language, conversation, key, now }, values) {
      const kind = kinds.find((one) => one === textIn(values, 'kind', 20));
      const text = textIn(values, 'text', 4_000);
      if (!kind) return Promise.resolve(refused('no-such-kind'));
      if (text === '') return Promise.resolve(refused('empty'));
      const row = { id: newId('b'), site, kind, text, language, conversation, key, made: now };
      const statement = database.build.insertInto('feedback').values(row).compile();
      return Promise.resolve(done({ kind }, [{ statement, rows: 1 }]));
    },
  };
}
