import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type CohortRecipe, type SyntheticCohort, synthesizeCohort } from './synthesize-cohort.ts';

/** Writes a synthetic cohort as the two tables that the analysis reads. */
export async function writeCohort(
  recipe: CohortRecipe,
  files: { readonly expression: string; readonly clinical: string },
): Promise<void> {
  const cohort = synthesizeCohort(recipe);
  const lines = cohort.clinical.map(({ sample, time, event }) => `${sample},${time},${event}\n`);
  await writeFile(files.clinical, `sample,time,event\n${lines.join('')}`);
  const zip = files.expression.endsWith('.gz') ? [createGzip()] : [];
  await pipeline([Readable.from(expressionLines(cohort)), ...zip, createWriteStream(files.expression)]);
}

function* expressionLines({ clinical, expression }: SyntheticCohort): Generator<string> {
  yield `gene,${clinical.map(({ sample }) => sample).join(',')}\n`;
  for (const { gene, values } of expression())
    yield `${gene},${values.map((value) => value ?? '').join(',')}\n`;
}
