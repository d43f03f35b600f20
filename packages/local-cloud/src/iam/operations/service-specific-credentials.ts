import { randomBytes } from 'node:crypto';
import type {
  CreateServiceSpecificCredentialCommandInput,
  CreateServiceSpecificCredentialCommandOutput,
  DeleteServiceSpecificCredentialCommandInput,
  ListServiceSpecificCredentialsCommandInput,
  ListServiceSpecificCredentialsCommandOutput,
  ResetServiceSpecificCredentialCommandInput,
  ServiceSpecificCredential,
  UpdateServiceSpecificCredentialCommandInput,
} from '@aws-sdk/client-iam';
import type { CallContext } from '../../aws/service.ts';
import { uniqueId, userNamed } from '../entity-named.ts';
import { invalidInput, invalidValue, noSuchEntity } from '../errors.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { IamState } from '../state.ts';

const services = new Set(['codecommit.amazonaws.com', 'cassandra.amazonaws.com', 'bedrock.amazonaws.com']);

/** A user name and password for a service that takes no signatures. No such service is here. */
export function createServiceSpecificCredential(
  state: IamState,
  { UserName, ServiceName, CredentialAgeDays }: CreateServiceSpecificCredentialCommandInput,
): Omit<CreateServiceSpecificCredentialCommandOutput, '$metadata'> {
  if (CredentialAgeDays !== undefined)
    throw invalidInput('CredentialAgeDays is not offered by this embedded cloud.');
  const user = userNamed(state, UserName);
  requireService(ServiceName);
  const credential: ServiceSpecificCredential = {
    CreateDate: new Date(),
    ServiceName,
    ServiceUserName: `${user.UserName}-at-${state.account.id}`,
    ServicePassword: newPassword(),
    ServiceSpecificCredentialId: uniqueId('ACCA'),
    UserName: user.UserName,
    Status: 'Active',
  };
  user.serviceCredentials.set(credential.ServiceSpecificCredentialId ?? '', credential);
  return { ServiceSpecificCredential: credential };
}

export function listServiceSpecificCredentials(
  state: IamState,
  input: ListServiceSpecificCredentialsCommandInput,
  context?: CallContext,
): Omit<ListServiceSpecificCredentialsCommandOutput, '$metadata'> {
  const { UserName, ServiceName, AllUsers } = input;
  if (AllUsers !== undefined) throw invalidInput('AllUsers is not offered by this embedded cloud.');
  const user = userNamed(state, UserName ?? context?.caller?.userName);
  if (ServiceName !== undefined) requireService(ServiceName);
  const meant = [...user.serviceCredentials.values()].filter(
    (credential) => ServiceName === undefined || credential.ServiceName === ServiceName,
  );
  const { items, rest } = pageByMarker(meant, input);
  return {
    ServiceSpecificCredentials: items.map(({ ServicePassword: _password, ...shown }) => shown),
    // As recorded on AWS, a whole list does not say that it is whole.
    ...(rest.IsTruncated && rest),
  };
}

export function updateServiceSpecificCredential(
  state: IamState,
  input: UpdateServiceSpecificCredentialCommandInput,
): undefined {
  const { Status } = input;
  if (Status !== 'Active' && Status !== 'Inactive')
    throw invalidValue('status', 'Member must satisfy enum value set');
  credentialOf(state, input).Status = Status;
}

export function resetServiceSpecificCredential(
  state: IamState,
  input: ResetServiceSpecificCredentialCommandInput,
): Omit<CreateServiceSpecificCredentialCommandOutput, '$metadata'> {
  const credential = credentialOf(state, input);
  credential.ServicePassword = newPassword();
  return { ServiceSpecificCredential: credential };
}

export function deleteServiceSpecificCredential(
  state: IamState,
  input: DeleteServiceSpecificCredentialCommandInput,
): undefined {
  const { ServiceSpecificCredentialId = '' } = credentialOf(state, input);
  for (const { serviceCredentials } of state.users.values())
    serviceCredentials.delete(ServiceSpecificCredentialId);
}

interface CredentialInput {
  readonly UserName?: string | undefined;
  readonly ServiceSpecificCredentialId?: string | undefined;
}

function credentialOf(
  state: IamState,
  { UserName, ServiceSpecificCredentialId: id = '' }: CredentialInput,
): ServiceSpecificCredential {
  if (!/^\w+$/.test(id))
    throw invalidValue(
      'serviceSpecificCredentialId',
      'Member must satisfy regular expression pattern: [\\w]+',
    );
  const users = UserName === undefined ? [...state.users.values()] : [userNamed(state, UserName)];
  const credential = users.map(({ serviceCredentials }) => serviceCredentials.get(id)).find(Boolean);
  if (credential) return credential;
  throw noSuchEntity(`No such credential ${id} exists`);
}

function requireService(name: string | undefined): void {
  if (name !== undefined && services.has(name)) return;
  throw noSuchEntity(`No such service ${name} is supported for Service Specific Credentials`);
}

function newPassword(): string {
  return randomBytes(32).toString('base64');
}
