import { randomBytes } from 'node:crypto';
import { ServiceError } from '../../aws/service-error.ts';
import { base32, stepAt, totpCode } from '../../aws/totp.ts';
import { isSameSecret } from '../is-same-secret.ts';
import type { TotpRecord } from '../state.ts';

export function newTotp(): TotpRecord {
  return { secret: randomBytes(32), lastStep: 0 };
}

export function secretCode({ secret }: TotpRecord): string {
  return base32(secret);
}

/** Whether this is the code of now or of a step beside it. Each step counts once. */
export function takeTotpCode(totp: TotpRecord, given: string, now: number): boolean {
  const current = stepAt(now);
  const step = [current, current - 1, current + 1].find((one) =>
    isSameSecret(totpCode(totp.secret, one), given),
  );
  if (step === undefined) return false;
  if (step <= totp.lastStep) {
    throw new ServiceError('ExpiredCodeException', 'Your software token has already been used once.');
  }
  totp.lastStep = step;
  return true;
}
