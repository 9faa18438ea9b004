import type { Database } from '../../database/database.js';
import type { Signatures } from '../../flows/shape.js';
import { signaturesOf } from '../join-systems.js';
import { createShopLinks } from './links.js';
import { ownSystems } from './own.js';

/** What the shop's own tables take and give, for lint: flows are checked where there is no database yet. */
export const ownSignatures = (): Signatures => signaturesOf(ownSystems(absent, absentOptions));

const nobody = (): never => {
  throw new Error('lint: nothing is looked up');
};
const absent: Database = {
  dialect: 'sqlite',
  get build() {
    return nobody();
  },
  get now() {
    return nobody();
  },
  ...{ read: nobody, rows: nobody, commit: nobody, close: nobody },
};
const absentOptions = { key: '', sendsMail: false, links: createShopLinks({ key: '', site: '', publicUrl: '' }) };
