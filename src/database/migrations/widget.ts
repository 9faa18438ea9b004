import { schema } from '../migration.js';

/** What the widget adds: who is behind a thread, and how far each side has read. */
export const widgetTables = schema(`
`);
