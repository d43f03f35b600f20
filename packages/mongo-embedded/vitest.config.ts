import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

const here = {
  extends: true as const,
  test: { name: 'mongo-embedded', globalSetup: './test/mongo-server.ts' },
};

/** The contract holds for a server of other authors too, or what differs is in its list. */
const elsewhere = {
  extends: true as const,
  test: {
    name: 'mongo-java-server',
    include: ['test/contract/**/*.test.ts'],
    globalSetup: './test/mongo-java-server.ts',
    setupFiles: './test/java/differences.ts',
  },
};

export default defineConfig({
  test: { ...shared, projects: process.env.MONGODB_URI ? [here] : [here, elsewhere] },
});
