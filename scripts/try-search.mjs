/** The thread that searches, for a moment without a thread: given two entries and asked for them. */
import { MessageChannel } from 'node:worker_threads';

const patience = 10_000;
const entries = [
  {
    id: 'a',
    language: 'en',
    title: 'Sending something back',
    questions: ['How do I return it?', 'Can I get a refund?'],
  },
  { id: 'b', language: 'ja', title: '返品について', questions: ['返品したい', '返金はいつですか'] },
].map((one) => ({ kind: 'article', words: [], body: one.questions.join('\n\n'), version: 1, ...one }));
const questions = [
  { id: 2, language: 'en', question: 'where is my refund' },
  {
    id: 3,
    language: 'ja',
    question: '返金してほしい',
    among: { entries, whole: { entries: 2, usualLength: 20, holding: new Map() } },
  },
];

/** Throws when nothing is found in time. */
export async function trySearch(run, require) {
  const { port1, port2 } = new MessageChannel();
  const threads = { ...require('node:worker_threads'), parentPort: port2, workerData: { keepsWords: true } };
  run((name) => (name === 'node:worker_threads' ? threads : require(name)));
  const answered = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('nothing was found')), patience).unref();
    port1.on('message', ({ type, id }) => {
      if (type === 'written' && id === 1) port1.postMessage({ type: 'find', questions });
      if (type === 'found') resolve();
    });
  });
  port1.postMessage({ type: 'load', id: 1, put: entries, version: 1, synonyms: {} });
  await answered;
  port1.close();
}
