#!/usr/bin/env node
// A synthetic cohort, for demonstrations and benchmarks. Usage: see --help
import { parseArgs } from 'node:util';
import { defaultRecipe } from '../synthetic/synthesize-cohort.ts';
import { writeCohort } from '../synthetic/write-cohort.ts';
import { enterCallersFolder } from './enter-callers-folder.ts';

const usage = `Usage: npm run synthesize --workspace survival-stats -- [options]

Writes the tables of an invented cohort. The same options give the same files.

  --seed N              (default: ${defaultRecipe.seed})
  --samples N           (default: ${defaultRecipe.samples})
  --genes N             (default: ${defaultRecipe.genes})
  --effects N           how many genes, the first ones, change the hazard (default: ${defaultRecipe.effects})
  --effect-size X       their log hazard ratio for one unit (default: ${defaultRecipe.effectSize})
  --censoring X         the chance of a sample to be censored, from 0 to 1 (default: ${defaultRecipe.censoring})
  --ties DAYS           round times up to multiples of this, 0 for no ties (default: ${defaultRecipe.ties})
  --missing X           the chance of a value to be missing, from 0 to 1 (default: ${defaultRecipe.missing})
  --expression FILE     (default: expression.csv; gzipped if it ends in .gz)
  --clinical FILE       (default: clinical.csv)
  --help                this text
`;

const text = { type: 'string' } as const;
const numbers = {
  seed: text,
  samples: text,
  genes: text,
  effects: text,
  'effect-size': text,
  censoring: text,
  ties: text,
  missing: text,
};

enterCallersFolder('synthesize');
try {
  const options = {
    ...numbers,
    expression: text,
    clinical: text,
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(usage);
  } else {
    const recipe = {
      seed: count(values.seed, 'seed') ?? defaultRecipe.seed,
      samples: count(values.samples, 'samples') ?? defaultRecipe.samples,
      genes: count(values.genes, 'genes') ?? defaultRecipe.genes,
      effects: count(values.effects, 'effects') ?? defaultRecipe.effects,
      effectSize: number(values['effect-size'], 'effect-size') ?? defaultRecipe.effectSize,
      censoring: number(values.censoring, 'censoring', [0, 1]) ?? defaultRecipe.censoring,
      ties: number(values.ties, 'ties', [0, 1e6]) ?? defaultRecipe.ties,
      missing: number(values.missing, 'missing', [0, 1]) ?? defaultRecipe.missing,
    };
    const { expression = 'expression.csv', clinical = 'clinical.csv' } = values;
    await writeCohort(recipe, { expression, clinical });
    process.stdout.write(`${recipe.genes} genes × ${recipe.samples} samples: ${expression}, ${clinical}\n`);
  }
} catch (error) {
  process.exitCode = 2;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nSee --help.\n`);
}

function count(value: string | undefined, name: string): number | undefined {
  const result = number(value, name, [0, 10_000_000]);
  if (result === undefined || Number.isInteger(result)) return result;
  throw new RangeError(`Expected a whole number for --${name}, received ${value}`);
}

function number(value: string | undefined, name: string, [least, most] = [-10, 10]): number | undefined {
  if (value === undefined) return undefined;
  const result = value.trim() === '' ? Number.NaN : Number(value);
  if (result >= (least ?? 0) && result <= (most ?? 0)) return result;
  throw new RangeError(
    `Expected a number from ${least} to ${most} for --${name}, received ${JSON.stringify(value)}`,
  );
}
