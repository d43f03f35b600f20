/** Paths that a router could take for `/pets`, which must not reach the pets by the proxy route. */
export const otherSpellings = [
  '/PETS',
  '/Pets',
  '//pets',
  '/%70ets',
  '/pets%2f',
  '/add/../%70ets',
  '/pets%3f',
];
