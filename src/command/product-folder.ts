import { fileURLToPath } from 'node:url';

/** Where the product stands: `dialogs`, `knowledge` and `demo` are beside `dist`, wherever the command is called from. */
export const productFolder = fileURLToPath(new URL('../..', import.meta.url));
