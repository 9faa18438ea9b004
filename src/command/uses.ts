/** What `import` knows to read, as the command line names it. */
export const importKinds = [
  'settings',
  'products',
  'customers',
  'orders',
  'staff',
  'articles',
  'flows',
  'shop',
] as const;
export type ImportKind = (typeof importKinds)[number];

export const importUse = `import ${importKinds.join('|')} <file or folder> [--prune] [--ours|--theirs]`;
export const refitUse = 'refit [--dry-run|--apply|--undo|--shipped]';
