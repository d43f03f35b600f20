import { createHmac, randomBytes } from 'node:crypto';
import { ServiceError } from '../../aws/service-error.ts';
import type { TotpRecord } from '../state.ts';
import { isSameCode } from './codes.ts';

const stepMs = 30_000;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function newTotp(): TotpRecord {
  return { secret: randomBytes(32), lastStep: 0 };
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

/** Whether this is the code of now or of a step beside it. Each step counts once. */
export function takeTotpCode(totp: TotpRecord, given: string, now: number): boolean {
  const times = [now, now - stepMs, now + stepMs];
  const time = times.find((at) => isSameCode(codeAt(totp, at), given));
  if (time === undefined) return false;
  const step = Math.floor(time / stepMs);
  if (step <= totp.lastStep) {
    throw new ServiceError('ExpiredCodeException', 'Your software token has already been used once.');
  }
  totp.lastStep = step;
  return true;
}
