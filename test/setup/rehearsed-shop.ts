import { afterAll, beforeAll } from '@jest/globals';
import { openRehearsal, type Rehearsal } from '../../src/command/flow/rehearsal.js';
import { learntBefore } from './learnt.js';

/** Friday, 20 November 2026, ten in the morning in Tokyo. */
const friday = Date.UTC(2026, 10, 20, 1);

/**
 * The demo shop with the shipped flows, open while a file's tests run, and with what its search learns; gives how to get
 * at it inside a test.
 */
export function rehearsedShop(): () => Rehearsal {
  let opened: Rehearsal | undefined;
  beforeAll(async () => {
    opened = await openRehearsal({
      ...{ dialogs: 'dialogs', now: friday },
      before: (database) => learntBefore(database, { folders: {} }),
    });
  }, 90_000);
  afterAll(() => opened?.close());
  return () => {
    if (!opened) throw new Error('test: the shop is open inside tests only');
    return opened;
  };
}
