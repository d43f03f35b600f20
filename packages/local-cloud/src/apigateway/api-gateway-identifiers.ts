import { createHash, randomInt } from 'node:crypto';
import { defaultAccount } from '../account.ts';
import { randomDigits } from '../random-digits.ts';
import type { StackOrigin } from './short-names.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Ten letters and digits, as APIs and root resources have. */
export function apiId(): string {
  return randomText(10);
}

/** The id of an API of a stack: the same after each start, another one in each region. */
export function derivedApiId(region: string, { stackName, logicalId }: StackOrigin, attempt: number): string {
  const place = region === defaultAccount.region ? [] : [region];
  const hash = createHash('sha256')
    .update(JSON.stringify([stackName, logicalId, attempt, ...place]))
    .digest();
  return Array.from(hash.subarray(0, 10), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** Six letters and digits, as deployments and resources have. */
export function shortId(): string {
  return randomText(6);
}

/** Forty letters and digits, a new API key's value. */
export function apiKeyValue(): string {
  return randomText(40);
}

/** The second id of a request, `x-amz-apigw-id`: base64 of eleven bytes ends in one `=`. */
export function extendedRequestId(): string {
  return randomDigits(11, 'base64');
}

function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
