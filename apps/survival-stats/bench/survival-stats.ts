// Prints what a request costs inside the function beside JSON.parse of its text, and what the analysis of 20,000
// genes × 480 patients costs, through the deployed API of an embedded cloud and in process.
// Usage: npm run bench --workspace survival-stats

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deploySample } from '@samples/deployment';
import { startCloud } from '../../../scripts/cloud-process.ts';
import { computeStatistics } from '../src/compute-statistics.ts';
import { readRequest } from '../src/read-request.ts';
import { defaultRecipe, synthesizeCohort } from '../src/synthetic/synthesize-cohort.ts';
import { writeCohort } from '../src/synthetic/write-cohort.ts';

const rounds = 3;
const client = path.resolve(import.meta.dirname, '../src/client/analyze.ts');
const root = path.resolve(import.meta.dirname, '../../..');

console.table([measureFunction(20, 480), measureFunction(500, 480), measureFunction(70, 10_000)]);

const folder = mkdtempSync(path.join(tmpdir(), 'survival-bench-'));
const cloud = await startCloud(0);
try {
  const files = {
    expression: path.join(folder, 'expression.csv'),
    clinical: path.join(folder, 'clinical.csv'),
  };
  await writeCohort(defaultRecipe, files);
  const { url = '' } = await deploySample({
    sample: 'survival-stats',
    root,
    stackName: 'survival-stats',
    environment: { ...process.env, AWS_ENDPOINT_URL: cloud.url },
    report: () => {},
  });
  const tables = ['--expression', files.expression, '--clinical', files.clinical];
  console.table([
    measureAnalysis('deployed API', [...tables, '--url', url]),
    measureAnalysis('in process', tables),
  ]);
} finally {
  await cloud.stop();
  rmSync(folder, { recursive: true });
}

function measureFunction(genes: number, samples: number): object {
  const text = requestText(genes, samples);
  const turns = Math.max(3, Math.round(200_000 / (genes * samples)) * 10);
  let parsing = Number.POSITIVE_INFINITY;
  let whole = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < turns; turn++) {
    parsing = Math.min(
      parsing,
      milliseconds(() => JSON.parse(text)),
    );
    whole = Math.min(
      whole,
      milliseconds(() => JSON.stringify(computeStatistics(readRequest(JSON.parse(text))))),
    );
  }
  return {
    genes,
    samples,
    'payload, KB': Math.round(text.length / 1000),
    'JSON.parse, ms': rounded(parsing),
    'whole function, ms': rounded(whole),
    ratio: rounded(whole / parsing),
  };
}

function requestText(genes: number, samples: number): string {
  const { clinical, expression } = synthesizeCohort({ ...defaultRecipe, genes, samples });
  return JSON.stringify({
    times: clinical.map(({ time }) => time),
    events: clinical.map(({ event }) => event),
    values_by_record: [...expression()].map(({ values }) => values),
  });
}

function measureAnalysis(way: string, args: readonly string[]): object {
  const tellMemory = `data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))`;
  const runs = Array.from({ length: rounds }, () => {
    const output = path.join(folder, 'statistics.csv');
    let kilobytes = 0;
    const elapsed = milliseconds(() => {
      const command = ['--import', tellMemory, client, ...args, '--output', output];
      const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      kilobytes = Number(stderr.trim());
    });
    return { elapsed, kilobytes };
  });
  return {
    'computed by': way,
    'fastest, s': rounded(Math.min(...runs.map(({ elapsed }) => elapsed)) / 1000),
    'client, MB at most': Math.round(Math.max(...runs.map(({ kilobytes }) => kilobytes)) / 1000),
  };
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
