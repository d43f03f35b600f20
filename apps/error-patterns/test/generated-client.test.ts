import { expect, it } from 'vitest';
import { exportedDefinition } from './exported-definition.ts';
import { generateClient, installGenerator, isGeneratorInstalled } from './generate-client.ts';

const mayInstall = process.env.REQUIRE_REGISTRY === '1';
/** An installation from the registry takes minutes on a busy machine. */
const timeout = 10 * 60_000;

it('the client in the repository is made from what the deployed API exports (needs orval, from the npm registry)', {
  timeout,
}, async ({ skip }) => {
  skip(!isGeneratorInstalled && !mayInstall, 'needs orval: npm run generate-client installs it');
  if (!isGeneratorInstalled) await installGenerator();
  const source = await generateClient(await exportedDefinition());
  await expect(source).toMatchFileSnapshot('../src/client/error-patterns.generated.ts');
});
