import { createHash, randomBytes } from 'node:crypto';
import { defaultAccount } from '../account.ts';

/** The stack and the resource that something is created for: ids derived from it are the same after each start. */
export interface StackOrigin {
  readonly stackName: string;
  readonly logicalId: string;
}

const digitsAndSmall = 'abcdefghijklmnopqrstuvwxyz0123456789';
const all = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${digitsAndSmall}`;

/** Such as `us-east-1_aB3dE5gH9`. */
export function newPoolId(region: string, isTaken: (id: string) => boolean, origin?: StackOrigin): string {
  return firstFree((attempt) => `${region}_${letters(all, 9, origin, 'pool', attempt)}`, isTaken);
}

/** Such as `us-east-1:` and a UUID. */
export function newIdentityPoolId(
  region: string,
  isTaken: (id: string) => boolean,
  origin?: StackOrigin,
): string {
  const uuid = (attempt: number) =>
    [8, 4, 4, 4, 12].map((length, part) =>
      letters('0123456789abcdef', length, origin, `identities ${part}`, attempt),
    );
  return firstFree((attempt) => `${region}:${uuid(attempt).join('-')}`, isTaken);
}

/** Twenty-six letters and digits, others in each region. */
export function newClientId(region: string, isTaken: (id: string) => boolean, origin?: StackOrigin): string {
  const kind = region === defaultAccount.region ? 'client' : `client ${region}`;
  return firstFree((attempt) => letters(digitsAndSmall, 26, origin, kind, attempt), isTaken);
}

export function newClientSecret(): string {
  return letters(digitsAndSmall, 52, undefined, 'secret', 0);
}

function firstFree(idOf: (attempt: number) => string, isTaken: (id: string) => boolean): string {
  for (let attempt = 0; ; attempt += 1) {
    const id = idOf(attempt);
    if (!isTaken(id)) return id;
  }
}

function letters(
  alphabet: string,
  length: number,
  origin: StackOrigin | undefined,
  kind: string,
  attempt: number,
): string {
  const bytes = origin
    ? createHash('sha512')
        .update(JSON.stringify([kind, origin.stackName, origin.logicalId, attempt]))
        .digest()
    : randomBytes(length);
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
}
