import type {
  ClientCertificate,
  ClientCertificates,
  DeleteClientCertificateCommandInput,
  GenerateClientCertificateCommandInput,
  GetClientCertificateCommandInput,
  GetClientCertificatesCommandInput,
  UpdateClientCertificateCommandInput,
} from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { badRequest, notFound } from '../errors.ts';
import { selfSignedCertificate } from '../self-signed-certificate.ts';
import type { ApiGatewayState, ClientCertificateRecord } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers, requireReplacement } from './patch-members.ts';

const validMillis = 365 * 24 * 60 * 60 * 1000;

/** A certificate by which HTTPS back ends know the gateway. Its key stays within. */
export async function generateClientCertificate(
  state: ApiGatewayState,
  { description, tags }: GenerateClientCertificateCommandInput,
): Promise<ClientCertificate> {
  const createdDate = new Date(state.now());
  const expirationDate = new Date(state.now() + validMillis);
  const record: ClientCertificateRecord = {
    clientCertificateId: shortId(),
    ...(description !== undefined && { description }),
    createdDate,
    expirationDate,
    ...(tags && { tags }),
    ...(await selfSignedCertificate(createdDate, expirationDate)),
  };
  state.clientCertificates.set(record.clientCertificateId, record);
  return described(record);
}

export function getClientCertificate(
  state: ApiGatewayState,
  input: GetClientCertificateCommandInput,
): ClientCertificate {
  return withTags(clientCertificateWith(state, input.clientCertificateId));
}

export function getClientCertificates(
  state: ApiGatewayState,
  input: GetClientCertificatesCommandInput,
): ClientCertificates {
  return pageByPosition([...state.clientCertificates.values()].map(described), input);
}

export function updateClientCertificate(
  state: ApiGatewayState,
  input: UpdateClientCertificateCommandInput,
): ClientCertificate {
  const record = clientCertificateWith(state, input.clientCertificateId);
  const scalars = ['description'];
  requireReplacement(input.patchOperations, scalars);
  const changed = patchMembers(record, input.patchOperations, { scalars });
  state.clientCertificates.set(record.clientCertificateId, changed);
  return withTags(changed);
}

export function deleteClientCertificate(
  state: ApiGatewayState,
  input: DeleteClientCertificateCommandInput,
): undefined {
  const { clientCertificateId: id } = clientCertificateWith(state, input.clientCertificateId);
  const users = [...state.apis.values()].flatMap((api) =>
    [...api.stages.values()]
      .filter(({ clientCertificateId }) => clientCertificateId === id)
      .map(({ stageName }) => `${api.id}/${stageName}`),
  );
  if (users.length > 0) {
    throw badRequest(`Client certificate ${id} cannot be deleted because stages use it: ${users.join(', ')}`);
  }
  state.clientCertificates.delete(id);
}

export function clientCertificateWith(
  { clientCertificates }: ApiGatewayState,
  id: string | undefined,
): ClientCertificateRecord {
  const record = clientCertificates.get(id ?? '');
  if (!record) throw notFound('Invalid Client Certificate identifier specified');
  return record;
}

function described({ privateKey: _secret, ...certificate }: ClientCertificateRecord): ClientCertificate {
  return certificate;
}

function withTags(record: ClientCertificateRecord): ClientCertificate {
  return { ...described(record), tags: record.tags ?? {} };
}
