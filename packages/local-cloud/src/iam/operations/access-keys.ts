import { randomBytes } from 'node:crypto';
import type {
  AccessKey,
  CreateAccessKeyCommandInput,
  CreateAccessKeyCommandOutput,
  DeleteAccessKeyCommandInput,
  GetAccessKeyLastUsedCommandInput,
  GetAccessKeyLastUsedCommandOutput,
  ListAccessKeysCommandInput,
  ListAccessKeysCommandOutput,
  UpdateAccessKeyCommandInput,
} from '@aws-sdk/client-iam';
import type { CallContext } from '../../aws/service.ts';
import { uniqueId, userNamed } from '../entity-named.ts';
import { invalidValue, limitExceeded, noSuchEntity } from '../errors.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { IamState, UserRecord } from '../state.ts';

const maxKeys = 2;

export function createAccessKey(
  state: IamState,
  { UserName }: CreateAccessKeyCommandInput,
  context?: CallContext,
): Omit<CreateAccessKeyCommandOutput, '$metadata'> {
  const user = userOrCaller(state, UserName, context);
  if (user.accessKeys.size >= maxKeys)
    throw limitExceeded(`Cannot exceed quota for AccessKeysPerUser: ${maxKeys}`);
  const key: AccessKey = {
    UserName: user.UserName,
    AccessKeyId: uniqueId('AKIA'),
    Status: 'Active',
    SecretAccessKey: randomBytes(30).toString('base64'),
    CreateDate: new Date(),
  };
  user.accessKeys.set(key.AccessKeyId ?? '', key);
  return { AccessKey: key };
}

export function listAccessKeys(
  state: IamState,
  input: ListAccessKeysCommandInput,
  context?: CallContext,
): Omit<ListAccessKeysCommandOutput, '$metadata'> {
  const user = userOrCaller(state, input.UserName, context);
  const { items, rest } = pageByMarker([...user.accessKeys.values()], input);
  const shown = items.map(({ SecretAccessKey: _secret, ...key }) => key);
  return { AccessKeyMetadata: shown, ...rest };
}

export function updateAccessKey(
  state: IamState,
  { UserName, AccessKeyId, Status }: UpdateAccessKeyCommandInput,
  context?: CallContext,
): undefined {
  if (Status !== 'Active' && Status !== 'Inactive')
    throw invalidValue('status', 'Member must satisfy enum value set: [Active, Inactive]');
  keyOf(userOrCaller(state, UserName, context), AccessKeyId).Status = Status;
}

export function deleteAccessKey(
  state: IamState,
  { UserName, AccessKeyId = '' }: DeleteAccessKeyCommandInput,
  context?: CallContext,
): undefined {
  const user = userOrCaller(state, UserName, context);
  keyOf(user, AccessKeyId);
  user.accessKeys.delete(AccessKeyId);
}

/** Uses are not recorded, which AWS reports with `N/A`. */
export function getAccessKeyLastUsed(
  state: IamState,
  { AccessKeyId = '' }: GetAccessKeyLastUsedCommandInput,
): Omit<GetAccessKeyLastUsedCommandOutput, '$metadata'> {
  const user = [...state.users.values()].find(({ accessKeys }) => accessKeys.has(AccessKeyId));
  if (!user) throw noSuchKey(AccessKeyId);
  const AccessKeyLastUsed = { LastUsedDate: undefined, ServiceName: 'N/A', Region: 'N/A' };
  return { UserName: user.UserName, AccessKeyLastUsed };
}

/** Without a name, the user who asks. */
function userOrCaller(state: IamState, name: string | undefined, context?: CallContext): UserRecord {
  return userNamed(state, name ?? context?.caller?.userName);
}

function keyOf({ accessKeys }: UserRecord, id = ''): AccessKey {
  const key = accessKeys.get(id);
  if (key) return key;
  throw noSuchKey(id);
}

function noSuchKey(id: string) {
  return noSuchEntity(`The Access Key with id ${id} cannot be found.`);
}
