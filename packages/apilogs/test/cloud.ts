import type { TestProject } from 'vitest/node';
import { startCloud } from './cloud-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    endpoint: string;
  }
}

/** Vitest's global set-up: an embedded cloud, unless `AWS_ENDPOINT_URL` names another. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.AWS_ENDPOINT_URL;
  const cloud = given ? undefined : await startCloud();
  project.provide('endpoint', given ?? cloud?.url ?? '');
  return async () => cloud?.stop();
}
