import type { Database } from './database.js';

/** One step forward of the schema. There is no way back but a backup: say so in CHANGELOG.md when one cannot be undone. */
export interface Migration {
  readonly name: string;
  readonly statements: (dialect: Database['dialect']) => string[];
}

/** `int` and `bytes` are the two types the databases name differently. */
export function schema(text: string): Migration['statements'] {
  return (dialect) => {
    const written = text
      .replaceAll('{int}', dialect === 'sqlite' ? 'integer' : 'bigint')
      .replaceAll('{bytes}', dialect === 'sqlite' ? 'blob' : 'bytea')
      .replaceAll('{strict}', dialect === 'sqlite' ? 'strict' : '');
    return written
      .split(/;\s*\n/)
      .map((statement) => statement.trim())
      .filter((statement) => statement !== '');
  };
}
