import { randomBytes, randomUUID } from 'node:crypto';
import { resourceNotFound } from '../errors.ts';
import type {
  ClientRecord,
  CognitoState,
  DeviceKeys,
  DeviceRecord,
  UserPoolRecord,
  UserRecord,
} from '../state.ts';
import { openChallenge } from './open-challenge.ts';
import type { SignInStep } from './sign-in-step.ts';

export function tracksDevices({ settings }: UserPoolRecord): boolean {
  return settings.DeviceConfiguration !== undefined;
}

/** The device that a client names. The word `device` in the message makes clients forget theirs and go on without. */
export function knownDevice(
  pool: UserPoolRecord,
  user: UserRecord | undefined,
  key: string | undefined,
): DeviceRecord | undefined {
  if (!key || !tracksDevices(pool)) return undefined;
  const device = user?.devices.get(key);
  if (!device) throw resourceNotFound('Device does not exist.');
  return device;
}

/** Keys for a device that the pool does not know; it is one when it is confirmed. */
export function newDeviceKeys({ id }: UserPoolRecord): DeviceKeys {
  const region = id.slice(0, id.indexOf('_'));
  return { key: `${region}_${randomUUID()}`, groupKey: `-${randomBytes(6).toString('base64url')}` };
}

/** Whether the proof of a device stands in for a second factor. */
export function replacesFactors({ settings }: UserPoolRecord, device: DeviceRecord | undefined): boolean {
  const isEnough = settings.DeviceConfiguration?.ChallengeRequiredOnNewDevice === true;
  return isEnough && device?.verifier !== undefined && device.isRemembered;
}

export function askForDevice(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  device: DeviceRecord,
): SignInStep {
  return {
    ChallengeName: 'DEVICE_SRP_AUTH',
    Session: openChallenge(state, { name: 'DEVICE_SRP_AUTH', client, user, device }),
    ChallengeParameters: { DEVICE_KEY: device.key, USERNAME: user.username, USER_ID_FOR_SRP: user.username },
  };
}
