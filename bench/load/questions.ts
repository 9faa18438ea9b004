import { readFileSync } from 'node:fs';
import { isFromArticle, isOwn, openCustomer, openStream, post, type Seen } from './customer.js';
import { openLine } from './post-line.js';
import type { ServerProcess } from './server-process.js';

/** The questions of the ranking list that name an article. */
export function askedQuestions(): string[] {
  return readFileSync('test/ranking/en.txt', 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line) && !/=>\s*-/.test(line))
    .map((line) => line.slice(0, line.indexOf('=>')).trim());
}

/**
 * Those of them that this server answers with an article at once. The others begin an errand or are asked back: good
 * answers too, but the next message would be about something else.
 */
export async function answeredQuestions(server: ServerProcess): Promise<string[]> {
  const waiting = askedQuestions();
  const answered: string[] = [];
  async function ask(): Promise<void> {
    const line = await openLine(server.port);
    for (let question = waiting.shift(); question !== undefined; question = waiting.shift()) {
      const customer = await openCustomer(server, line);
      const answer = new Promise<Seen>((resolve) => {
        customer.hear = (seen) => {
          if (customer.posted.length > 0 && !isOwn(seen)) resolve(seen);
        };
      });
      await openStream(customer, server.port);
      // The welcome comes first; a message that arrived before it would be taken for an answer.
      while (customer.seqs.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      customer.posted.push(0);
      await post(customer, line, question, 'q1');
      if (isFromArticle(await answer)) answered.push(question);
      customer.socket?.terminate();
    }
    line.close();
  }
  await Promise.all(Array.from({ length: 8 }, ask));
  return answered.toSorted();
}
