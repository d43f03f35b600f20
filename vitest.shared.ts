import { defineConfig } from 'vitest/config';

/** What every suite shares. */
export const shared = {
  // Tests wait for events; these limits only end what hangs, so that a busy machine of two cores is no reason to fail.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  teardownTimeout: 60_000,
  expect: { poll: { timeout: 120_000, interval: 20 } },
  // Turbo runs a suite per core; with as many workers each, a machine of 16 cores would start 256 processes.
  maxWorkers: '50%',
  // The test files of a worker share its modules: to load the SDK again for each file took most of the suites' time.
  // So a test undoes what it changes, and mocks no module. What a failed one leaves behind is undone before the next.
  isolate: false,
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
};

export default defineConfig({ test: shared });
