import { schema } from '../migration.js';

/** What the search has learnt of a language's questions; made again from them whenever it is missing. */
export const learntTable = schema(`
create table learnt (
  site text not null, language text not null, key text not null, model {bytes} not null, primary key (site, language)
) {strict};
`);
