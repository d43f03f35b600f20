import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...shared,
    // One test takes permissions away for a moment, which the others must not meet.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
    // An entry file reads it when a unit test imports it.
    env: { THUMBNAILS_BUCKET: 'thumbnails' },
  },
});
