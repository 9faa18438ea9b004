import { parentPort } from 'node:worker_threads';
import { learnSyllabus, type Lessons } from './taught.js';

/** Learns one syllabus after the other, beside the search: what was learnt is handed over, not copied. */
parentPort?.on('message', (syllabus: readonly Lessons[]) => {
  void learnSyllabus(syllabus).then((learned) =>
    parentPort?.postMessage(learned, [learned.rarity.buffer, learned.weights.buffer]),
  );
});
