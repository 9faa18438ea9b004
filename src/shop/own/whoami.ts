import { customerOfThread } from '../../customers/identified.js';
import type { Database } from '../../database/database.js';
import type { LookUp } from '../system.js';
import { found, none } from './values.js';

/** `whoami` {}: the customer the shop's own site has vouched for with its signature. `none` for everybody else. */
export function createWhoAmILookUp(database: Database): LookUp {
  return {
    signature: {
      takes: {},
      gives: { id: 'text', name: 'text', mail: 'text', phone: 'text' },
    },
    async look({ thread }) {
      const known = await customerOfThread(database, thread);
      if (!known) return none;
      const { subject: id, name, mail, phone } = known;
      return found({ id, name, mail, phone });
    },
  };
}
