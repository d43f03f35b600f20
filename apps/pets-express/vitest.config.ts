import { defineConfig } from 'vitest/config';
import { limits } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...limits,
    // All share the pets of one database.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
    setupFiles: './test/no-pets.ts',
  },
});
