// What every suite shares. Tests wait for events; these limits only end what hangs, so that a busy machine of two
// cores is no reason to fail.
import { defineConfig } from 'vitest/config';

export const limits = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  teardownTimeout: 60_000,
  expect: { poll: { timeout: 60_000, interval: 20 } },
  // Turbo runs a suite per core; with as many workers each, a machine of 16 cores would start 256 processes.
  maxWorkers: '50%',
};

export default defineConfig({ test: limits });
