// Microseconds a gene, 480 samples, one core: our fit, JSON.parse of the gene's numbers, and R's coxph where R is,
// taking turns in one run. Usage: node bench/coxph.bench.ts
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cohort, fitGene, prepareCohort } from '../src/index.ts';
import { hasR } from '../test/ask-r.ts';
import { throwDice } from '../test/dice.ts';

const samples = 480;
const genes = 200;
const rounds = 60;

const { uniform, normal } = throwDice(480);
const waits = Float64Array.from({ length: samples }, () => 1500 / (1 / uniform() - 1));
const halfEvents = waits.map(() => (uniform() < 0.5 ? 1 : 0));
const values = Array.from({ length: genes }, () =>
  Float64Array.from({ length: samples }, () => 8 + 1.3 * normal()),
);
const texts = values.map((gene) => JSON.stringify([...gene]));
const follows = {
  'ties (months), 50 % events': { times: waits.map((wait) => Math.ceil(wait / 30)), events: halfEvents },
  'no ties, 50 % events': { times: waits, events: halfEvents },
  'ties (days), 5 % events': {
    times: waits.map(Math.ceil),
    events: waits.map(() => (uniform() < 0.05 ? 1 : 0)),
  },
  'no ties, 100 % events': { times: waits, events: waits.map(() => 1) },
};

const parsing = fastest(() => texts.map((text) => JSON.parse(text)));
console.table(
  Object.entries(follows).map(([cohort, { times, events }]) => {
    const prepared = prepareCohort(times, events);
    const sorting = fastest(() => prepareCohort(times, events)) * genes;
    const ours = fastest(() => fitAll(prepared));
    const r = hasR() ? askRSpeed(times, events) : Number.NaN;
    return {
      cohort,
      'sort, once': rounded(sorting),
      'µs a gene': rounded(ours),
      'of JSON.parse': rounded(ours / parsing),
      'R coxph': rounded(r),
      'R ÷ ours': rounded(r / ours),
    };
  }),
);
console.log(
  `JSON.parse of a gene: ${rounded(parsing)} µs. Best of ${rounds} rounds; Node ${process.version}.`,
);

function fitAll(cohort: Cohort): void {
  for (const gene of values) fitGene(cohort, gene);
}

/** Microseconds a gene of the best round: on a shared machine the others measure the neighbours. */
function fastest(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return (best * 1000) / genes;
}

/** The best of three rounds of twenty genes, timed inside R. */
function askRSpeed(times: Float64Array, events: Float64Array): number {
  const folder = mkdtempSync(join(tmpdir(), 'coxph-bench-'));
  try {
    const numbers = [samples, ...times, ...events, ...values.slice(0, 20).flatMap((gene) => [...gene])];
    writeFileSync(join(folder, 'cohort'), new Uint8Array(Float64Array.from(numbers).buffer));
    const run = spawnSync('Rscript', [join(import.meta.dirname, 'coxph-speed.R'), join(folder, 'cohort')]);
    return Number(run.stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rounded(value: number): string {
  return Number.isNaN(value) ? 'no R here' : value.toPrecision(3);
}
