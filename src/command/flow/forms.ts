import { formFigures } from '../../bot/form-figures.js';
import { openDatabase } from '../../database/open.js';
import { firstSite } from '../../site/site.js';
import type { FlowCall } from './call.js';

/** What became of the forms that customers began, a line each. */
export async function formsCommand({ terminal, databaseUrl }: FlowCall): Promise<number> {
  const database = await openDatabase(databaseUrl);
  try {
    const all = await formFigures(database, firstSite);
    for (const { flow, begun, deflected, sent, over, unfinished } of all)
      terminal.line(
        `${flow.padEnd(28)} ${begun} begun: ${deflected} solved by an article, ${sent} sent to a person, ${over} over without, ${unfinished} unfinished`,
      );
    if (all.length === 0) terminal.line('No customer has begun a form.');
    return 0;
  } finally {
    await database.close();
  }
}
