#!/usr/bin/env node
// Adds up vitest's summaries of all workspaces. Usage: node scripts/sum-test-results.ts LOG [FAILED_STEPS]
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const [log = '', failedSteps = '0'] = process.argv.slice(2);
const summaries = stripVTControlCharacters(readFileSync(log, 'utf8')).matchAll(/^.*\bTests\s{2}(.*)$/gm);
const counts = { passed: 0, failed: Number(failedSteps), skipped: 0 };

for (const [, summary = ''] of summaries) {
  for (const [, number, outcome] of summary.matchAll(/(\d+) (passed|failed|skipped)/g)) {
    counts[outcome as keyof typeof counts] += Number(number);
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
