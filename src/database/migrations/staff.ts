import { schema } from '../migration.js';

/** What signing in adds: passwords, second factors, invitations, people who left. */
export const staffTables = schema(`
`);
