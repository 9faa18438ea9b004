import type { Signatures } from '../../flows/shape.js';

/** What the shop's own tables take and give, for lint without a database. */
export const ownSignatures: Signatures | undefined = undefined;
