import { invalidParameter } from './errors.ts';
import type { SecretRecord } from './state.ts';

export interface SecretFilter {
  readonly Key?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

const keys = ['description', 'name', 'tag-key', 'tag-value', 'primary-region', 'owning-service', 'all'];

/** AWS's limits of the filters, of the values of each, and of the characters of a value. */
const mostOfEach = 10;
const longestValue = 512;

/** Whether a secret fits every filter: one of its values each, which are beginnings; `!` before a value excludes. */
export function fitsFilters(filters: readonly SecretFilter[] = []): (secret: SecretRecord) => boolean {
  if (filters.length > mostOfEach) throw invalidParameter(`Expected at most ${mostOfEach} Filters.`);
  for (const { Key = '', Values = [] } of filters) {
    if (!keys.includes(Key))
      throw invalidParameter(`Invalid filter key ${Key}: expected ${keys.join(', ')}.`);
    if (Values.length === 0) throw invalidParameter(`Expected Values of the filter ${Key}.`);
    if (Values.length > mostOfEach || Values.some((value) => value.length > longestValue))
      throw invalidParameter(
        `The filter ${Key} can have at most ${mostOfEach} Values of at most ${longestValue} characters each.`,
      );
  }
  return (secret) =>
    filters.every(({ Key = '', Values = [] }) => Values.some((value) => fits(secret, Key, value)));
}

function fits(secret: SecretRecord, key: string, value: string): boolean {
  if (value.startsWith('!')) return !fits(secret, key, value.slice(1));
  const { name, description = '', tags } = secret;
  const tagKeys = tags.map(({ Key = '' }) => Key);
  const tagValues = tags.map(({ Value = '' }) => Value);
  const begins = (texts: readonly string[]) => texts.some((text) => text.startsWith(value));
  if (key === 'name') return begins([name]);
  if (key === 'tag-key') return begins(tagKeys);
  if (key === 'tag-value') return begins(tagValues);
  if (key === 'description') return hasWords([description], value);
  // Nothing here is replicated or managed by another service.
  return key === 'all' && hasWords([name, description, ...tagKeys, ...tagValues], value);
}

/** Each word of the value begins a word of the strings, whatever their case. */
function hasWords(texts: readonly string[], value: string): boolean {
  const words = texts.flatMap((text) => text.toLowerCase().split(/[\s/_+=.@-]+/));
  return value
    .toLowerCase()
    .split(/\s+/)
    .every((wanted) =>
      [...words, ...texts.map((text) => text.toLowerCase())].some((word) => word.startsWith(wanted)),
    );
}
