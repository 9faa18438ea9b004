/** Installs the packages if they are missing or older than the lock file. */
import { checkNode, install } from './steps.mjs';

checkNode();
await install('[1/1]');
