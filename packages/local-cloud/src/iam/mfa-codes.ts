import { stepAt, totpCode } from '../aws/totp.ts';
import type { IamState, MfaDevice } from './state.ts';

/** Takes two consecutive codes of the last two minutes; the second may be that of the next step. */
export function takeTwoCodes(device: MfaDevice, first: string, second: string): boolean {
  const now = stepAt(Date.now());
  const steps = [now, now - 1, now - 2, now - 3];
  const step = steps.find(
    (one) => totpCode(device.secret, one) === first && totpCode(device.secret, one + 1) === second,
  );
  if (step === undefined) return false;
  // The second code is not used up: who enables a device may sign in with what the app shows.
  device.lastStep = Math.max(device.lastStep, step);
  return true;
}

/** Takes a user's code of now or of a step beside it, each step once; or says, in AWS's words, why not. */
export function takeMfaCode(
  { mfaDevices }: IamState,
  userName: string | undefined,
  serialNumber: string | undefined,
  code: string | undefined,
): string | undefined {
  if (serialNumber === undefined || code === undefined)
    return 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';
  const device = mfaDevices.get(serialNumber);
  if (!device?.user || device.user.name !== userName) {
    return 'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.';
  }
  const now = stepAt(Date.now());
  const step = [now, now - 1, now + 1].find((one) => totpCode(device.secret, one) === code);
  if (step === undefined || step <= device.lastStep)
    return 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
  device.lastStep = step;
  return undefined;
}
