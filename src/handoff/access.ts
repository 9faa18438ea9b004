export { allow, staffMay, type Access } from '../staff/access.js';
