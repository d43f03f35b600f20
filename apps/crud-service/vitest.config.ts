import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...shared,
    // One test takes permissions away for a moment, which the others must not meet.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
    // The entry files of the functions read it when a unit test imports them.
    env: { TABLE_NAME: 'resources' },
  },
});
