import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One test breaks the functions for a moment, which the others must not meet.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
  },
});
