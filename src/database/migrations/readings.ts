import { schema } from '../migration.js';

/** How texts sound, by the hash of the text; made again from them whenever it is missing. */
export const readingTable = schema(`
create table reading (hash text primary key, sound text not null) {strict};
`);
