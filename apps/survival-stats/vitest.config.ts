import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...shared,
    // One test breaks the function for a moment, which the others must not meet.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
  },
});
