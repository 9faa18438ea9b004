/** Tests run from the TypeScript sources; workers they start run from `dist`, so build before testing. */
const config = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Installed for the long tests alone: 500 MB that no test imports as modules.
  modulePathIgnorePatterns: ['<rootDir>/test/web-chat/node_modules'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // Sources name the built file, as Node wants it; here the source beside it is meant.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  globalSetup: '<rootDir>/test/setup/start-keeper.mjs',
  globalTeardown: '<rootDir>/test/setup/stop-keeper.mjs',
  testTimeout: 30_000,
  maxWorkers: 2,
  watchman: false,
};

export default config;
