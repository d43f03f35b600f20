import { configDefaults, defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...shared,
    // The tests of the project that `lambada new` makes run there.
    exclude: [...configDefaults.exclude, 'template/**'],
  },
});
