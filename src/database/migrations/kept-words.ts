import { schema } from '../migration.js';

/** The words of a language's articles as they were split, in parts; made again whenever it does not fit. */
export const keptWordsTable = schema(`
create table kept_words (
  site text not null, language text not null, part {int} not null, key text not null, content {bytes} not null,
  primary key (site, language, part)
) {strict};
`);
