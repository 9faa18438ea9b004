import type { Door } from '../../conversations/say.js';

/** So long a browser waits for the bot before it is shown a page that says it is being worked on. */
const patience = 4_000;
/** A wake-up of another process may be lost: one looks again without it. */
const lookAgain = 250;

/** Until nothing of this conversation is left for the bot to answer, or for so long and no longer. */
export async function turnTaken(
  { database, live }: Pick<Door, 'database' | 'live'>,
  { conversation, thread }: { conversation: string; thread: string },
): Promise<void> {
  const end = Date.now() + patience;
  let wake = (): void => undefined;
  // Listening begins before the first look, so that what happens between the two is not missed.
  const silence = live.listen(`thread:${thread}`, () => wake());
  try {
    while (Date.now() < end) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, lookAgain).unref();
      });
      const [row] = await database.read(
        database.build.selectFrom('conversation').select('pending').where('id', '=', conversation),
      );
      if (row?.pending !== 1) return;
      await woken;
    }
  } finally {
    silence();
  }
}
