import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ServiceError } from '../../aws/service-error.ts';
import { notAuthorized } from '../errors.ts';
import type { TotpRecord, UserPoolRecord, UserRecord } from '../state.ts';

const stepMs = 30_000;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function newTotp(): TotpRecord {
  return { secret: randomBytes(32), isVerified: false, isPreferred: false, lastStep: 0 };
}

/** The secret as people type it into their app: 52 characters. */
export function secretCode({ secret }: TotpRecord): string {
  const bits = [...secret].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => base32[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

export function codeAt({ secret }: Pick<TotpRecord, 'secret'>, now: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / stepMs)));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** Throws unless this is the code of now or of a step beside it. Each step counts once; failures lock the user. */
export function requireCode(
  pool: UserPoolRecord,
  user: UserRecord,
  given: string | undefined,
  now: number,
  mismatch: () => ServiceError,
): TotpRecord {
  const { totp } = user;
  // Apart from passwords: a right password must not allow more guesses.
  const name = `code ${user.username}`;
  if (pool.attempts.isLocked(name)) throw notAuthorized('Password attempts exceeded');
  const times = [now, now - stepMs, now + stepMs];
  const time = totp && times.find((at) => isSame(codeAt(totp, at), given ?? ''));
  if (!totp || time === undefined) {
    pool.attempts.failed(name);
    throw mismatch();
  }
  const step = Math.floor(time / stepMs);
  if (step <= totp.lastStep) {
    throw new ServiceError('ExpiredCodeException', 'Your software token has already been used once.');
  }
  pool.attempts.succeeded(name);
  totp.lastStep = step;
  return totp;
}

/** Whether a user signs in with a code after the password. */
export function asksForCode({ settings }: UserPoolRecord, { totp }: UserRecord): boolean {
  return settings.MfaConfiguration === 'OPTIONAL' && totp?.isVerified === true && totp.isPreferred;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
