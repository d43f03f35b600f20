import { randomBytes } from 'node:crypto';
import type {
  CreateVirtualMFADeviceCommandInput,
  CreateVirtualMFADeviceCommandOutput,
  DeactivateMFADeviceCommandInput,
  DeleteVirtualMFADeviceCommandInput,
  EnableMFADeviceCommandInput,
  GetMFADeviceCommandInput,
  GetMFADeviceCommandOutput,
  ListMFADevicesCommandInput,
  ListMFADevicesCommandOutput,
  ListVirtualMFADevicesCommandInput,
  ListVirtualMFADevicesCommandOutput,
  MFADevice,
  ResyncMFADeviceCommandInput,
  VirtualMFADevice,
} from '@aws-sdk/client-iam';
import { arn } from '../../account.ts';
import type { CallContext } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { base32 } from '../../aws/totp.ts';
import { mfaDeviceWith, pathOf, requiredName, userNamed } from '../entity-named.ts';
import { deleteConflict, entityAlreadyExists, invalidValue, noSuchEntity } from '../errors.ts';
import { takeTwoCodes } from '../mfa-codes.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { IamState, MfaDevice } from '../state.ts';

/** A new device belongs to nobody until it is enabled. AWS shows its secret once, and as a picture too. */
export function createVirtualMFADevice(
  state: IamState,
  { VirtualMFADeviceName, Path, Tags }: CreateVirtualMFADeviceCommandInput,
): Omit<CreateVirtualMFADeviceCommandOutput, '$metadata'> {
  const name = requiredName(VirtualMFADeviceName, 'virtualMFADeviceName', 226);
  const serialNumber = arn('iam', `mfa${pathOf(Path)}${name}`, { accountId: state.account.id });
  if (state.mfaDevices.has(serialNumber))
    throw entityAlreadyExists('MFADevice entity at the same path and name already exists.');
  const device: MfaDevice = { serialNumber, secret: randomBytes(32), lastStep: 0, Tags };
  state.mfaDevices.set(serialNumber, device);
  const seed = Buffer.from(base32(device.secret)).toString('base64');
  const shown = { SerialNumber: serialNumber, Base32StringSeed: seed as unknown as Uint8Array };
  return { VirtualMFADevice: Tags?.length ? { ...shown, Tags } : shown };
}

/** The two codes prove that the user's app and the device have the same secret. */
export function enableMFADevice(
  state: IamState,
  { UserName, SerialNumber, AuthenticationCode1, AuthenticationCode2 }: EnableMFADeviceCommandInput,
): undefined {
  const user = userNamed(state, UserName);
  const device = mfaDeviceWith(state, SerialNumber);
  if (device.user) {
    throw entityAlreadyExists(`MFA Device ${SerialNumber} is already in use.`);
  }
  proveCodes(device, AuthenticationCode1, AuthenticationCode2);
  device.user = { name: user.UserName, since: new Date() };
}

export function resyncMFADevice(
  state: IamState,
  { UserName, SerialNumber, AuthenticationCode1, AuthenticationCode2 }: ResyncMFADeviceCommandInput,
): undefined {
  const device = deviceOfUser(state, userNamed(state, UserName).UserName, SerialNumber);
  proveCodes(device, AuthenticationCode1, AuthenticationCode2);
}

export function deactivateMFADevice(
  state: IamState,
  { UserName, SerialNumber }: DeactivateMFADeviceCommandInput,
  context?: CallContext,
): undefined {
  const user = userNamed(state, UserName ?? context?.caller?.userName);
  deviceOfUser(state, user.UserName, SerialNumber).user = undefined;
}

export function deleteVirtualMFADevice(
  state: IamState,
  { SerialNumber }: DeleteVirtualMFADeviceCommandInput,
): undefined {
  const device = mfaDeviceWith(state, SerialNumber);
  if (device.user) throw deleteConflict('MFA VirtualDevice in use. Must deactivate first.');
  state.mfaDevices.delete(device.serialNumber);
}

export function getMFADevice(
  state: IamState,
  { SerialNumber, UserName }: GetMFADeviceCommandInput,
): Omit<GetMFADeviceCommandOutput, '$metadata'> {
  const device = mfaDeviceWith(state, SerialNumber);
  if (UserName !== undefined && device.user?.name !== userNamed(state, UserName).UserName)
    throw noSuchEntity(`MFA Device ${SerialNumber} is not of the user ${UserName}.`);
  return { SerialNumber: device.serialNumber, UserName: device.user?.name, EnableDate: device.user?.since };
}

export function listMFADevices(
  state: IamState,
  input: ListMFADevicesCommandInput,
  context?: CallContext,
): Omit<ListMFADevicesCommandOutput, '$metadata'> {
  const user = userNamed(state, input.UserName ?? context?.caller?.userName);
  const devices = [...state.mfaDevices.values()].flatMap((device): MFADevice[] => {
    if (device.user?.name !== user.UserName) return [];
    return [{ UserName: user.UserName, SerialNumber: device.serialNumber, EnableDate: device.user.since }];
  });
  const { items, rest } = pageByMarker(devices, input);
  return { MFADevices: items, ...rest };
}

export function listVirtualMFADevices(
  state: IamState,
  input: ListVirtualMFADevicesCommandInput,
): Omit<ListVirtualMFADevicesCommandOutput, '$metadata'> {
  const { AssignmentStatus: status = 'Any' } = input;
  if (!['Assigned', 'Unassigned', 'Any'].includes(status))
    throw invalidValue('assignmentStatus', 'Member must satisfy enum value set: [Assigned, Unassigned, Any]');
  const wanted = [...state.mfaDevices.values()].filter(
    ({ user }) => status === 'Any' || (status === 'Assigned') === (user !== undefined),
  );
  const { items, rest } = pageByMarker(wanted, input);
  return { VirtualMFADevices: items.map((device) => described(state, device)), ...rest };
}

function described(state: IamState, { serialNumber, user }: MfaDevice): VirtualMFADevice {
  if (!user) return { SerialNumber: serialNumber };
  const { Path, UserName, UserId, Arn, CreateDate } = userNamed(state, user.name);
  return {
    SerialNumber: serialNumber,
    User: { Path, UserName, UserId, Arn, CreateDate },
    EnableDate: user.since,
  };
}

function deviceOfUser(state: IamState, userName: string, serialNumber: string | undefined): MfaDevice {
  const device = mfaDeviceWith(state, serialNumber);
  if (device.user?.name === userName) return device;
  throw noSuchEntity('MFA Device invalid for user.');
}

function proveCodes(device: MfaDevice, first = '', second = ''): void {
  if (takeTwoCodes(device, first, second)) return;
  throw new ServiceError(
    'InvalidAuthenticationCode',
    'Authentication codes for device are not valid: expected two consecutive codes of six digits.',
    403,
  );
}
