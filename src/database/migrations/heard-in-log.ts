import { schema } from '../migration.js';

/** What customers asked is read in the log, where it stands: a copy beside it would outlive the conversation's erasure. */
export const heardInLog = schema(`
alter table fitting_heard drop column question;
`);
