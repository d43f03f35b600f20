import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...shared,
    // One test breaks the functions for a moment, which the others must not meet.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
    // The entry file of the function reads it when a unit test imports it.
    env: { ALLOWED_HOSTS: 'docs.aws.amazon.com,www.example.com' },
  },
});
