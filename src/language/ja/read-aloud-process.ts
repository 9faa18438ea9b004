import { createReader } from './read-aloud.js';

/**
 * A process of its own that reads Japanese texts aloud and ends with whoever started it: the dictionary takes 310 MB and
 * a second to load, and nothing of it stays with whoever serves customers.
 */
const reader = createReader();

process.on('message', (texts: readonly string[]) => {
  void reader.then(
    (read) => process.send?.({ sounds: texts.map(read) }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
