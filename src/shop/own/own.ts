import type { Clock } from '../../clock.js';
import { stockJob } from '../../customers/import-products.js';
import type { Database } from '../../database/database.js';
import type { JobHandler } from '../../jobs/attempt.js';
import type { Live } from '../../live/live.js';
import type { Settings } from '../../site/settings.js';
import type { ShopSystems } from '../system.js';
import { createAdviceLookUp } from './advice.js';
import { createCodeLookUp, createSendCodeAct } from './code.js';
import { createChangeContactAct } from './contact-change.js';
import { createEntitlementLookUp } from './entitlement.js';
import { createFeedbackAct } from './feedback.js';
import type { ShopLinks } from './links.js';
import { createOrderLookUp, createOwnOrderLookUp, createOwnOrdersLookUp } from './order.js';
import { createCancelOrderAct, createChangeAddressAct } from './order-change.js';
import { createPasswordResetAct } from './password-reset.js';
import { createProductLookUp, createStockLookUp } from './product.js';
import { createReceiptAct } from './receipt.js';
import { createReturnCaseAct } from './return-case.js';
import { createReturnRulesLookUp } from './return-rules.js';
import { createStockHandler, createStockNoticeAct } from './stock-notice.js';
import { createBookVisitAct, createCancelVisitAct, createMoveVisitAct } from './visit-acts.js';
import {
  createReminderHandler,
  createUnseenReminderHandler,
  reminderJob,
  unseenReminderJob,
} from './visit-reminder.js';
import { createVisitLookUp, createVisitsLookUp } from './visits.js';
import { createWhoAmILookUp } from './whoami.js';

export interface OwnOptions {
  /** The installation's own key: what it signs and computes cannot be made elsewhere. */
  readonly key: string;
  readonly links: ShopLinks;
  /** Whether a mail server is configured: without, what lives by letters is refused in plain words. */
  readonly sendsMail: boolean;
}

/** The shop's own tables as its flows know them. docs/shop.md says what each takes, gives and refuses. */
export function ownSystems(database: Database, { key, links, sendsMail }: OwnOptions): ShopSystems {
  const codes = { database, key, sendsMail };
  const visits = { database, links, sendsMail };
  return {
    lookups: new Map([
      ['order', createOrderLookUp(database)],
      ['own-order', createOwnOrderLookUp(database)],
      ['own-orders', createOwnOrdersLookUp(database)],
      ['product', createProductLookUp(database)],
      ['stock', createStockLookUp(database)],
      ['entitlement', createEntitlementLookUp(database)],
      ['advice', createAdviceLookUp(database)],
      ['whoami', createWhoAmILookUp(database)],
      ['code', createCodeLookUp(codes)],
      ['return-rules', createReturnRulesLookUp(database)],
      ['visits', createVisitsLookUp(database)],
      ['visit', createVisitLookUp(visits)],
    ]),
    ownActs: new Map([
      ['send-code', createSendCodeAct(codes)],
      ['password-reset', createPasswordResetAct({ database, sendsMail })],
      ['cancel-order', createCancelOrderAct(database)],
      ['change-address', createChangeAddressAct(database)],
      ['return-case', createReturnCaseAct(database)],
      ['receipt', createReceiptAct({ database, links })],
      ['book-visit', createBookVisitAct(visits)],
      ['move-visit', createMoveVisitAct(visits)],
      ['cancel-visit', createCancelVisitAct(visits)],
      ['change-contact', createChangeContactAct({ database, sendsMail })],
      ['stock-notice', createStockNoticeAct({ database, sendsMail })],
      ['feedback', createFeedbackAct(database)],
    ]),
    outsideActs: new Map(),
  };
}

export interface OwnJobsOptions {
  readonly database: Database;
  readonly live: Live;
  readonly clock: Clock;
  readonly settings: () => Settings;
  readonly unseenSeconds: number;
}

/** What the shop's own acts leave to be done later: reminders of visits, and notices after an import. */
export function ownJobs(options: OwnJobsOptions): Readonly<Record<string, JobHandler>> {
  return {
    [reminderJob]: createReminderHandler(options),
    [unseenReminderJob]: createUnseenReminderHandler(options),
    [stockJob]: createStockHandler(options),
  };
}
