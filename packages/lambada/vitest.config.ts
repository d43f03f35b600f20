import { configDefaults, defineConfig } from 'vitest/config';
import { limits } from '../../vitest.shared.ts';

export default defineConfig({
  test: {
    ...limits,
    // The tests of the project that `lambada new` makes run there.
    exclude: [...configDefaults.exclude, 'template/**'],
    // Nothing here changes its module, and TypeScript and its library are read once instead of once a file.
    isolate: false,
  },
});
