import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

// By far the longest suite: when all others have ended, it still needs both cores of a small machine.
const maxWorkers = Math.max(2, Math.floor(availableParallelism() / 2));

export default defineConfig({ test: { ...shared, maxWorkers } });
