import type { Runtime } from '@aws-sdk/client-lambda';
import { invalidParameter } from '../lambda-error.ts';

/** Node 24 runs both Node runtimes, the machine's Java all of Java; `provided` ones bring a `bootstrap` executable. */
const runtimes: readonly Runtime[] = [
  'nodejs24.x',
  'nodejs22.x',
  'java25',
  'java21',
  'java17',
  'provided.al2023',
  'provided.al2',
];

export function checkRuntime(runtime: string | undefined): Runtime {
  const known = runtimes.find((candidate) => candidate === runtime);
  if (known) return known;
  throw invalidParameter(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${runtimes.join(', ')}] or be a valid ARN`,
  );
}
