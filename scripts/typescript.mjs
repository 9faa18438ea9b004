/**
 * For `node --import ./scripts/typescript.mjs bench/turn.ts`: lets Node run a TypeScript file of bench/ or test/ by
 * itself, while `../src/x.js` in it means the product's built `dist/x.js`. Child processes and workers inherit it.
 */
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
