import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...shared,
    // Some tests promote and take permissions away for a moment, which the others must not meet.
    fileParallelism: false,
    globalSetup: '../../scripts/testing/deployed-sample.ts',
    // The entry file of the function reads them when a unit test imports it.
    env: { TABLE_NAME: 'notes', NOTES_ROLE_ARN: 'notes-role', COUNT_ROLE_ARN: 'count-role' },
  },
});
