import type {
  AdminGetDeviceRequest,
  AdminListDevicesRequest,
  AdminUpdateDeviceStatusRequest,
  ConfirmDeviceRequest,
  ConfirmDeviceResponse,
  DeviceSecretVerifierConfigType,
  DeviceType,
  ForgetDeviceRequest,
  GetDeviceRequest,
  GetDeviceResponse,
  ListDevicesRequest,
  ListDevicesResponse,
  UpdateDeviceStatusRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { pageOf } from '../../aws/page-of.ts';
import { invalidParameter, invalidValue, resourceNotFound } from '../errors.ts';
import type { PasswordVerifier } from '../srp/password-verifier.ts';
import { integer, modulo } from '../srp/srp-group.ts';
import type { CognitoState, DeviceRecord, UserPoolRecord, UserRecord } from '../state.ts';
import { requireAccessToken } from '../tokens/verify-token.ts';
import { knownDevice, tracksDevices } from '../users/remembered-devices.ts';
import { userNamed } from './admin-users.ts';

/** Keeps the device of this sign-in: its keys came with the tokens. */
export async function confirmDevice(
  state: CognitoState,
  input: ConfirmDeviceRequest,
): Promise<ConfirmDeviceResponse> {
  const { pool, user, originJti } = await requireAccessToken(state, input.AccessToken);
  const { settings } = pool;
  const keys = pool.sessions.get(originJti)?.device;
  if (!tracksDevices(pool) || !keys || keys.key !== input.DeviceKey) {
    throw resourceNotFound('Device does not exist.');
  }
  const now = new Date(state.now());
  const isAsked = settings.DeviceConfiguration?.DeviceOnlyRememberedOnUserPrompt === true;
  user.devices.set(keys.key, {
    ...keys,
    name: input.DeviceName,
    verifier: verifierOf(input.DeviceSecretVerifierConfig),
    isRemembered: !isAsked,
    created: now,
    modified: now,
    lastAuthenticated: now,
  });
  return { UserConfirmationNecessary: isAsked };
}

export async function getDevice(state: CognitoState, input: GetDeviceRequest): Promise<GetDeviceResponse> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  return { Device: describe(deviceNamed(pool, user, input.DeviceKey)) };
}

export async function listDevices(
  state: CognitoState,
  input: ListDevicesRequest,
): Promise<ListDevicesResponse> {
  const { user } = await requireAccessToken(state, input.AccessToken);
  return listOf(user, input);
}

export async function forgetDevice(state: CognitoState, input: ForgetDeviceRequest): Promise<object> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  user.devices.delete(deviceNamed(pool, user, input.DeviceKey).key);
  return {};
}

export async function updateDeviceStatus(
  state: CognitoState,
  input: UpdateDeviceStatusRequest,
): Promise<object> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  return setStatus(state, deviceNamed(pool, user, input.DeviceKey), input.DeviceRememberedStatus);
}

export function adminGetDevice(state: CognitoState, input: AdminGetDeviceRequest): GetDeviceResponse {
  const { pool, user } = userNamed(state, input);
  return { Device: describe(deviceNamed(pool, user, input.DeviceKey)) };
}

export function adminListDevices(state: CognitoState, input: AdminListDevicesRequest): ListDevicesResponse {
  return listOf(userNamed(state, input).user, input);
}

export function adminForgetDevice(state: CognitoState, input: AdminGetDeviceRequest): object {
  const { pool, user } = userNamed(state, input);
  user.devices.delete(deviceNamed(pool, user, input.DeviceKey).key);
  return {};
}

export function adminUpdateDeviceStatus(state: CognitoState, input: AdminUpdateDeviceStatusRequest): object {
  const { pool, user } = userNamed(state, input);
  return setStatus(state, deviceNamed(pool, user, input.DeviceKey), input.DeviceRememberedStatus);
}

function deviceNamed(pool: UserPoolRecord, user: UserRecord, key: string | undefined): DeviceRecord {
  if (!key) throw invalidParameter('Missing required parameter DeviceKey');
  const device = knownDevice(pool, user, key);
  if (!device) throw invalidParameter('Device tracking is not enabled for the user pool.');
  return device;
}

const maxVerifierBytes = 385;
const maxSaltBytes = 64;

function verifierOf(config: DeviceSecretVerifierConfigType | undefined): PasswordVerifier | undefined {
  if (!config) return undefined;
  const [verifier, salt] = [config.PasswordVerifier, config.Salt].map((text) =>
    Buffer.from(text ?? '', 'base64'),
  );
  if (!verifier?.length || verifier.length > maxVerifierBytes) {
    throw invalidValue(
      'deviceSecretVerifierConfig.passwordVerifier',
      'Member must be a number of the group in base64',
    );
  }
  if (!salt?.length || salt.length > maxSaltBytes) {
    throw invalidValue('deviceSecretVerifierConfig.salt', 'Member must be at most 64 bytes in base64');
  }
  return { verifier: modulo(integer(verifier)), salt: integer(salt) };
}

function setStatus(state: CognitoState, device: DeviceRecord, status: string | undefined): object {
  if (status !== 'remembered' && status !== 'not_remembered') {
    const constraint = 'Member must satisfy enum value set: [not_remembered, remembered]';
    throw invalidValue('deviceRememberedStatus', constraint);
  }
  device.isRemembered = status === 'remembered';
  device.modified = new Date(state.now());
  return {};
}

function listOf(
  user: UserRecord,
  { PaginationToken: token, Limit: size = 60 }: ListDevicesRequest | AdminListDevicesRequest,
): ListDevicesResponse {
  const request = { token, size, maxSize: 60 };
  const { items, nextToken } = pageOf([...user.devices.values()], request, (member) =>
    invalidParameter(`Invalid ${member === 'token' ? 'pagination token' : 'Limit'}.`),
  );
  return { Devices: items.map(describe), PaginationToken: nextToken };
}

function describe(device: DeviceRecord): DeviceType {
  const attributes = {
    device_status: 'valid',
    device_name: device.name,
    'dev:device_remembered_status': device.isRemembered ? 'remembered' : 'not_remembered',
  };
  return {
    DeviceKey: device.key,
    DeviceAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value: Value ?? '' })),
    DeviceCreateDate: device.created,
    DeviceLastModifiedDate: device.modified,
    DeviceLastAuthenticatedDate: device.lastAuthenticated,
  };
}
