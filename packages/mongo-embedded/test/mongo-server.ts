import type { TestProject } from 'vitest/node';
import { startServer, stopServer } from './start-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    mongoUri: string;
  }
}

/** The contract holds for the server that MONGODB_URI names, or for mongo-embedded where it is not set. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.MONGODB_URI;
  if (given) {
    project.provide('mongoUri', given);
    return undefined;
  }
  const server = await startServer();
  project.provide('mongoUri', server.url);
  return () => stopServer(server);
}
