import { schema } from '../migration.js';

/** What mail adds: letters on their way out, and how far the mailbox has been read. */
export const mailTables = schema(`
`);
