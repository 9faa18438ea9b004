import { freshBundle, runBundle } from '../bundled.js';

// Where the thread that searches begins: from one file, which is there in a third of the time, else file by file.
const file = freshBundle('search.bundle');
if (file === undefined) await import('./search-worker.js');
else runBundle(file);
