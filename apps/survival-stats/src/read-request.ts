import { HttpError } from '@samples/http';

/** Six megabytes, the most a function can be sent, hold fewer numbers than both limits together allow. */
export const mostSamples = 10_000;
export const mostGenes = 500;

export interface StatisticsRequest {
  /** Follow-up of each sample, in any unit. */
  readonly times: readonly number[];
  /** 1 where the event was observed, 0 where the sample was censored. */
  readonly events: readonly number[];
  /** A gene a row, a sample a column. */
  readonly values_by_record: readonly (readonly number[])[];
  /** Whether the response has coefficients, standard errors and z as well. */
  readonly detail?: boolean;
}

const fields = ['times', 'events', 'values_by_record', 'detail'];

/**
 * Reads the body of a request. Lambda logs what a function throws, and a payload is about patients: a refusal says
 * what was expected, and where, but of what came only its type or its length.
 *
 * @throws HttpError of status 400
 */
export function readRequest(body: unknown): StatisticsRequest {
  if (!isObject(body)) throw refusal('a JSON object', 'the request', body);
  refuseUnknownFields(body);
  const times = readNumbers(body.times, 'times');
  const negative = times.findIndex((time) => time < 0);
  if (negative >= 0) throw refusal('a number from 0 up', `times[${negative}]`, times[negative]);
  const events = readNumbers(body.events, 'events');
  const other = events.findIndex((event) => event !== 0 && event !== 1);
  if (other >= 0) throw refusal('0 or 1', `events[${other}]`, events[other]);
  const { values_by_record: rows, detail = false } = body;
  if (typeof detail !== 'boolean') throw refusal('true or false', 'detail', detail);
  checkLimit('samples', times.length, mostSamples);
  if (!Array.isArray(rows)) throw refusal('an array of arrays of numbers', 'values_by_record', rows);
  if (rows.length === 0) throw new HttpError(400, 'expected at least 1 gene in values_by_record, received 0');
  checkLimit('genes', rows.length, mostGenes);
  for (const [index, row] of rows.entries()) readRow(row, `values_by_record[${index}]`, times.length);
  return { times, events, values_by_record: rows, detail };
}

function refuseUnknownFields(body: object): void {
  const { length } = Object.keys(body).filter((name) => !fields.includes(name));
  if (length > 0)
    throw new HttpError(400, `expected only the fields ${fields.join(', ')}, received ${length} more`);
}

function readRow(value: unknown, place: string, samples: number): void {
  const row = readNumbers(value, place);
  if (row.length !== samples)
    throw new HttpError(
      400,
      `expected as many values as times (${samples}) for ${place}, received ${row.length}`,
    );
}

function readNumbers(value: unknown, place: string): readonly number[] {
  if (!Array.isArray(value)) throw refusal('an array of numbers', place, value);
  for (let index = 0; index < value.length; index++)
    if (!Number.isFinite(value[index])) throw refusal('a finite number', `${place}[${index}]`, value[index]);
  return value;
}

function checkLimit(what: string, count: number, most: number): void {
  if (count > most) throw new HttpError(400, `expected at most ${most} ${what}, received ${count}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(expected: string, place: string, received: unknown): HttpError {
  return new HttpError(400, `expected ${expected} for ${place}, received ${typeOf(received)}`);
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'number') return typeOfNumber(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function typeOfNumber(value: number): string {
  if (!Number.isFinite(value)) return 'a number too large for a double';
  return value < 0 ? 'a negative number' : 'another number';
}
