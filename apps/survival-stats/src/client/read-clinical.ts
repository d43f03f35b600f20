import { AnalysisError } from './analysis-error.ts';
import { readRows } from './read-rows.ts';

export interface FollowUp {
  readonly time: number;
  readonly event: number;
}

export interface ClinicalColumns {
  readonly sample?: string | undefined;
  readonly time?: string | undefined;
  readonly event?: string | undefined;
}

export interface Clinical {
  /** By sample; those without a time or an event are left out. */
  readonly followUps: ReadonlyMap<string, FollowUp>;
  readonly incomplete: number;
}

// As the public portals call them; the first that is there is taken.
const timeColumns = [
  'time',
  'times',
  'time_days',
  'time_months',
  'os_months',
  'os.time',
  'dfs_months',
  'days',
];
const eventColumns = ['event', 'events', 'status', 'os_status', 'os', 'dfs_status'];

const missing = /^(|na|nan|null|n\/a|\[not available\])$/i;

/** Reads the follow-up of each sample. An event is 0 or 1, also as cBioPortal has it: `1:DECEASED`. */
export async function readClinical(file: string, columns: ClinicalColumns): Promise<Clinical> {
  const { rows } = await readRows(file);
  const followUps = new Map<string, FollowUp>();
  const seen = new Set<string>();
  let places: { sample: number; time: number; event: number } | undefined;
  for await (const row of rows) {
    if (!places) {
      places = findColumns(file, row, columns);
      continue;
    }
    const cell = (place: number) => row[place]?.trim() ?? '';
    const [sample, time, event] = [cell(places.sample), cell(places.time), cell(places.event)];
    if (seen.has(sample)) throw new AnalysisError(`${file}: the sample ${sample} is there twice`);
    seen.add(sample);
    if (isMissing(time) || isMissing(event)) continue;
    followUps.set(sample, {
      time: readTime(time, `${file}, sample ${sample}`),
      event: readEvent(event, `${file}, sample ${sample}`),
    });
  }
  if (seen.size === 0) throw new AnalysisError(`${file}: expected a header and samples, found none`);
  return { followUps, incomplete: seen.size - followUps.size };
}

export function isMissing(cell: string): boolean {
  return missing.test(cell);
}

function findColumns(file: string, header: readonly string[], { sample, time, event }: ClinicalColumns) {
  const find = (what: string, names: readonly string[]) => {
    const lower = header.map((name) => name.trim().toLowerCase());
    const place = names.map((name) => lower.indexOf(name.toLowerCase())).find((index) => index >= 0);
    if (place !== undefined) return place;
    throw new AnalysisError(
      `${file}: expected a column ${names.join(' or ')}, found ${header.join(', ')}. Name it with --${what}-column.`,
    );
  };
  return {
    sample: sample === undefined ? 0 : find('sample', [sample]),
    time: find('time', time === undefined ? timeColumns : [time]),
    event: find('event', event === undefined ? eventColumns : [event]),
  };
}

function readTime(cell: string, place: string): number {
  const time = Number(cell);
  if (Number.isFinite(time) && time >= 0) return time;
  throw new AnalysisError(`${place}: expected a time from 0 up, received ${JSON.stringify(cell)}`);
}

function readEvent(cell: string, place: string): number {
  const [, digit] = /^([01])(?:\.0)?(?::.*)?$/.exec(cell) ?? [];
  if (digit !== undefined) return Number(digit);
  throw new AnalysisError(`${place}: expected an event of 0 or 1, received ${JSON.stringify(cell)}`);
}
