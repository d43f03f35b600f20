import type { LayerVersionsListItem } from '@aws-sdk/client-lambda';
import { type Account, regionalArn } from '../account.ts';
import { invalidParameter, invalidValue, notFound } from './errors.ts';
import type { ResourcePolicy } from './function-record.ts';
import type { PackageCode } from './package-store.ts';

export interface LayerVersion {
  /** In AWS's shape; lists show it as it is. */
  readonly description: Readonly<LayerVersionsListItem> & {
    readonly LayerVersionArn: string;
    readonly Version: number;
  };
  readonly code: PackageCode;
  policy: ResourcePolicy | undefined;
}

export interface LayerRecord {
  readonly name: string;
  readonly arn: string;
  readonly versions: Map<number, LayerVersion>;
  /** Keeps counting when versions are deleted. */
  lastVersionNumber: number;
}

const namePattern = '(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+';

/** The name of a layer, which operations take as an ARN too. */
export function layerName(account: Account, given: string | undefined): string {
  if (given === undefined || given.length > 140 || !new RegExp(`^(?:${namePattern})$`).test(given)) {
    const constraint = `Member must satisfy regular expression pattern: ${namePattern}`;
    throw invalidValue(given, 'layerName', constraint);
  }
  if (!given.startsWith('arn:')) return given;
  const name = given.split(':')[6] ?? '';
  if (given === layerArn(account, name)) return name;
  throw notFound(`Layer ${given} is not of this account and region: layers of others are not offered here.`);
}

export function layerArn(account: Account, name: string, version?: number): string {
  return regionalArn(account, 'lambda', `layer:${name}${version === undefined ? '' : `:${version}`}`);
}

/** A number, or a string where it comes in a path. */
export function layerVersionNumber(given: number | string | undefined): number {
  const number = Number(given);
  if (!Number.isSafeInteger(number)) throw invalidValue(given, 'versionNumber', 'Member must be an integer');
  if (number < 1) throw invalidParameter('Layer Version Cannot be less than 1');
  return number;
}
