import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...shared,
    // All share the users of one pool.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
  },
});
