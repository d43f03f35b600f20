import { defineConfig } from 'vitest/config';
import { limits } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...limits,
    // All share the users of one pool.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
  },
});
