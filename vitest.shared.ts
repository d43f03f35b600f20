// The limits of every suite. A busy machine of two cores is no reason to fail: tests wait for events, and these
// limits only end what hangs.
import { defineConfig } from 'vitest/config';

export const limits = { testTimeout: 120_000, hookTimeout: 180_000, teardownTimeout: 60_000 };

export default defineConfig({ test: limits });
