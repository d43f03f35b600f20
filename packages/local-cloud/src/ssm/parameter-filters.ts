import type { ParameterStringFilter, ParametersFilter } from '@aws-sdk/client-ssm';
import { ServiceError } from '../aws/service-error.ts';
import { currentVersion, type ParameterRecord } from './state.ts';

type Filters = readonly ParameterStringFilter[] | undefined;

/** Throws for a filter that is unknown or not offered; tags have keys such as `tag:team`. */
export function checkFilters(filters: Filters, keys: readonly string[]): void {
  for (const { Key = '', Option = defaultOption(Key), Values = [] } of filters ?? []) {
    if (!keys.includes(Key) && !(keys.includes('tag') && Key.startsWith('tag:'))) {
      throw new ServiceError(
        'InvalidFilterKey',
        `The filter ${Key} is not offered by this embedded cloud here, which has ${keys.join(', ')}.`,
      );
    }
    if (!optionsOf(Key).includes(Option)) {
      throw new ServiceError('InvalidFilterOption', `The following filter option is not valid: ${Option}.`);
    }
    if (Values.length === 0 && !Key.startsWith('tag:')) {
      throw new ServiceError('InvalidFilterValue', `The filter ${Key} has no values.`);
    }
  }
}

/** The filters of before `ParameterFilters`: the beginning of a name, or a whole value. */
export function stringFilters(filters: readonly ParametersFilter[] | undefined): ParameterStringFilter[] {
  return (filters ?? []).map(({ Key, Values }) => ({
    Key,
    Values,
    Option: Key === 'Name' ? 'BeginsWith' : 'Equals',
  }));
}

export function passesFilters(record: ParameterRecord, filters: Filters): boolean {
  return (filters ?? []).every(({ Key = '', Option = defaultOption(Key), Values = [] }) => {
    const own = memberOf(record, Key);
    if (own === undefined) return false;
    if (Values.length === 0) return true;
    return Values.some((value) => fits(own, value, Option));
  });
}

function defaultOption(key: string | undefined): string {
  return key === 'Path' ? 'OneLevel' : 'Equals';
}

function optionsOf(key: string): string[] {
  if (key === 'Name') return ['Equals', 'BeginsWith', 'Contains'];
  if (key === 'Path') return ['OneLevel', 'Recursive'];
  return ['Equals', 'BeginsWith'];
}

function memberOf(record: ParameterRecord, key: string): string | undefined {
  const { type, tier, keyId } = currentVersion(record);
  if (key.startsWith('tag:')) return record.tags.find((tag) => tag.Key === key.slice(4))?.Value;
  const values: Readonly<Record<string, string | undefined>> = {
    Name: record.name,
    Path: record.name,
    Type: type,
    Tier: tier,
    KeyId: keyId,
    DataType: 'text',
  };
  return values[key];
}

function fits(own: string, value: string, option: string): boolean {
  if (option === 'BeginsWith') return own.startsWith(value);
  if (option === 'Contains') return own.includes(value);
  if (option === 'Equals') return own === value;
  const folder = value.endsWith('/') ? value : `${value}/`;
  return own.startsWith(folder) && (option === 'Recursive' || !own.slice(folder.length).includes('/'));
}
