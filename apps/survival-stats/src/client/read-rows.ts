import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { AnalysisError } from './analysis-error.ts';

export interface Table {
  readonly rows: AsyncIterable<string[]>;
  /** How much of the file has been read, from 0 to 1. */
  readonly progress: () => number;
}

/**
 * Reads a table row by row, never as a whole: comma-separated, or tab-separated if its name ends in `.tsv`, `.tab`
 * or `.txt`; either may be gzipped (`.gz`). Lines that start with `#` are the comments of some portals.
 */
export async function readRows(file: string): Promise<Table> {
  const { size } = await stat(file).catch(() => {
    throw new AnalysisError(`There is no file ${file}`);
  });
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  const parser = parse({
    bom: true,
    delimiter: /\.(tsv|tab|txt)(\.gz)?$/i.test(file) ? '\t' : ',',
    comment: '#',
    comment_no_infix: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const unzip = file.toLowerCase().endsWith('.gz') ? [createGunzip()] : [];
  // Its errors arrive where the rows are read.
  pipeline([source, ...unzip, parser], () => {});
  return { rows: named(file, parser), progress: () => (size === 0 ? 1 : source.bytesRead / size) };
}

async function* named(file: string, rows: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  try {
    yield* rows;
  } catch (error) {
    if (error instanceof AnalysisError) throw error;
    throw new AnalysisError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
