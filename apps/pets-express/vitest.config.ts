import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...shared,
    // All share the pets of one database.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
    setupFiles: './test/no-pets.ts',
  },
});
