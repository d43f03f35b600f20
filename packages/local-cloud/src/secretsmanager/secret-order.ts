import { invalidParameter } from './errors.ts';
import type { SecretRecord } from './state.ts';

const values: Readonly<Record<string, (secret: SecretRecord) => string | number>> = {
  'created-date': ({ created }) => created.getTime(),
  'last-accessed-date': ({ accessed }) => accessed?.getTime() ?? 0,
  'last-changed-date': ({ changed }) => changed.getTime(),
  name: ({ name }) => name,
};

/** By the date of creation unless given; secrets that are equal in it stay in the order of their creation. */
export function inOrder({
  SortBy = 'created-date',
  SortOrder = 'asc',
}: {
  readonly SortBy?: string | undefined;
  readonly SortOrder?: string | undefined;
}): (one: SecretRecord, other: SecretRecord) => number {
  const value = Object.hasOwn(values, SortBy) ? values[SortBy] : undefined;
  if (!value) throw invalidParameter(`Invalid SortBy ${SortBy}: expected ${Object.keys(values).join(', ')}.`);
  if (SortOrder !== 'asc' && SortOrder !== 'desc')
    throw invalidParameter(`Invalid SortOrder ${SortOrder}: expected asc or desc.`);
  const sign = SortOrder === 'asc' ? 1 : -1;
  return (one, other) => {
    const [a, b] = [value(one), value(other)];
    return a === b ? 0 : a < b ? -sign : sign;
  };
}
