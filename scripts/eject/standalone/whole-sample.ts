import { readdirSync } from 'node:fs';
import { describe, it } from 'vitest';

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'));

// Names in the report what does not run here.
describe('the whole sample (set AWS_ENDPOINT_URL to an endpoint that it is deployed to)', () => {
  it.skipIf(!process.env.AWS_ENDPOINT_URL).each(files)('%s', () => {});
});
