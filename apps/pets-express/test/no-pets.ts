import { beforeAll, inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

// All files of tests share one deployed API, in any order: each begins without the pets of the one before.
beforeAll(async () => {
  const pets = `${inject('sample').url}/pets`;
  for (;;) {
    const response = await fetch(pets);
    const page = (await response.json()) as { pets: { id: string }[] };
    if (page.pets.length === 0) return;
    await Promise.all(page.pets.map(({ id }) => fetch(`${pets}/${id}`, { method: 'DELETE' })));
  }
});
