import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { globalSetup: '../../scripts/testing/deployed-sample.ts' },
});
