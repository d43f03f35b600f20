import type {
  ListUsersRequest,
  ListUsersResponse,
  UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { pageOf } from '../../aws/page-of.ts';
import { invalidParameter } from '../errors.ts';
import type { CognitoState, UserRecord } from '../state.ts';
import { poolOf } from '../users/find-client.ts';
import { describeUser } from './admin-users.ts';

/** The attributes by which AWS filters. */
const searchable =
  `username email phone_number name given_name family_name preferred_username cognito:user_status
  status sub`.split(/\s+/);

export function listUsers(state: CognitoState, input: ListUsersRequest): ListUsersResponse {
  const pool = poolOf(state, input.UserPoolId);
  const matches = filterOf(input.Filter);
  const users = [...pool.users.values()].filter(matches);
  const request = { token: input.PaginationToken, size: input.Limit ?? 60, maxSize: 60 };
  const { items, nextToken } = pageOf(users, request, (member) =>
    invalidParameter(`Invalid ${member === 'token' ? 'pagination token' : 'limit'}.`),
  );
  const wanted = input.AttributesToGet;
  const Users = items.map(describeUser).map((user) => (wanted ? onlyAttributes(user, wanted) : user));
  return { Users, PaginationToken: nextToken };
}

/** `email = "jane@example.com"` or, for a beginning, `email ^= "jane"`. */
function filterOf(filter: string | undefined): (user: UserRecord) => boolean {
  if (!filter?.trim()) return () => true;
  const [, name = '', operator, quoted = ''] =
    /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  if (!searchable.includes(name)) {
    throw invalidParameter(name === '' ? 'Error while parsing filter.' : `Invalid search attribute: ${name}`);
  }
  const value = quoted.replace(/\\(.)/g, '$1');
  return (user) => {
    const own = searchValue(user, name);
    return own !== undefined && (operator === '=' ? own === value : own.startsWith(value));
  };
}

function searchValue(user: UserRecord, name: string): string | undefined {
  if (name === 'username') return user.username;
  if (name === 'sub') return user.sub;
  if (name === 'cognito:user_status') return user.status;
  if (name === 'status') return user.enabled ? 'Enabled' : 'Disabled';
  return user.attributes.get(name);
}

function onlyAttributes(user: UserType, wanted: readonly string[]): UserType {
  return { ...user, Attributes: user.Attributes?.filter(({ Name = '' }) => wanted.includes(Name)) };
}
