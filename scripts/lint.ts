#!/usr/bin/env node
// The rules of this repository that Biome has none for. Usage: npm run lint
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { checkDependencies } from './lint/dependency-direction.ts';
import { checkFiles } from './lint/file-shape.ts';
import { checkLayers } from './lint/layers.ts';
import { checkNamedRules } from './lint/named-rules.ts';
import { checkReadmes } from './lint/readme-sections.ts';
import { checkRepeatedFunctions } from './lint/repeated-functions.ts';
import { checkSamples } from './lint/sample-shape.ts';
import { checkServices } from './lint/service-shape.ts';
import { checkTemplates } from './lint/template-paths.ts';
import { checkTestLimits } from './lint/test-limits.ts';
import { checkWords } from './lint/words.ts';

const root = path.resolve(import.meta.dirname, '..');
const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
});
const files = [...new Set(listing.toString('utf8').split('\n').filter(Boolean))].sort();
const checks = [
  checkFiles,
  checkDependencies,
  checkLayers,
  checkNamedRules,
  checkReadmes,
  checkRepeatedFunctions,
  checkSamples,
  checkServices,
  checkTemplates,
  checkTestLimits,
  checkWords,
];
const findings = checks.flatMap((check) => check(root, files));

for (const { file, problem } of findings) console.error(`${file}: ${problem}`);
console.log(
  findings.length === 0 ? `${files.length} files keep the rules.` : `${findings.length} rules broken.`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
