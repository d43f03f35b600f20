import { expect, it } from 'vitest';
import { exportedDefinition } from './exported-definition.ts';
import { generateClient } from './generate-client.ts';

it('the client in the repository is made from what the deployed API exports', async () => {
  const source = await generateClient(await exportedDefinition());
  await expect(source).toMatchFileSnapshot('../src/client/error-patterns.generated.ts');
});
