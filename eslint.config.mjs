import tseslint from 'typescript-eslint';

/** What STYLE.md asks and a machine can see. Errors only, but for length, where a screen is a wish and not a law. */
const ours = [
  {
    selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"]), TSTypeAssertion',
    message: 'Parse it at the edge (zod) or narrow it: `as` only hides the question.',
  },
  { selector: 'TSEnumDeclaration', message: 'A union of strings says it.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' },
  {
    selector: 'ClassDeclaration[superClass]:not([superClass.name=/^(Error|BotAdapter|Dialog|Component)$/])',
    message: 'No inheritance of ours: only what a library insists on, and errors.',
  },
];

/** Where untyped things come in that no schema can check: a driver's rows, messages between our own threads. */
const edgeParsers = [
  'src/database/postgres.ts',
  'src/database/sqlite.ts',
  'src/database/sqlite-connection.ts',
  'src/database/sqlite-in-memory.ts',
  'src/*/*-worker.ts',
  'src/conversations/event.ts',
  // Answers of our own server, typed by what it sends (src/console-wire.ts).
  'src/web/*/api.ts',
  'src/web/widget/edge.ts',
];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'natural', message: 'It loads 114 MB and reads .env: import the one file inside it.' }] },
      ],
      'no-restricted-syntax': ['error', ...ours.slice(1)],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A function that must answer a promise and has nothing to wait for is ordinary here (lookups, test parts).
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': ['error', ...ours],
      'max-lines-per-function': ['warn', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: edgeParsers, rules: { 'no-restricted-syntax': ['error', ...ours.slice(1)] } },
  // Describes packages as they are, default exports included.
  { files: ['**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.recommended],
    rules: { eqeqeq: ['error', 'always'] },
  },
);
