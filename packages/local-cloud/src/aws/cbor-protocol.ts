import { cbor, tag } from '@smithy/core/cbor';
import { checkJsonInput, type InputTypes } from './input-types.ts';
import { isRecord } from './is-record.ts';
import { withQueryCode } from './json-protocol.ts';
import { respondToErrors } from './respond-to-errors.ts';
import type { AwsRequest, AwsResponse, Operations, Service } from './service.ts';
import { ServiceError, unknownOperation } from './service-error.ts';

export interface CborServiceOptions {
  readonly signingName: string;
  readonly operations: Operations;
  readonly inputTypes: InputTypes;
  readonly maxBodyBytes: number;
  /** What the Query protocol calls an error. */
  readonly queryCode: (code: string) => string;
}

/** `/service/<name and version>/operation/<operation>`: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
const route = /^\/service\/[^/]+\/operation\/([^/]+)$/;

export function isCborRequest({ path, headers }: Pick<AwsRequest, 'path' | 'headers'>): boolean {
  return headers['smithy-protocol'] === 'rpc-v2-cbor' || route.test(path);
}

/** A service of the Smithy RPC protocol, version 2: the path names the operation, input and output are CBOR. */
export function cborService(options: CborServiceOptions): Service {
  const { signingName, operations, inputTypes, maxBodyBytes, queryCode } = options;

  async function call(request: AwsRequest): Promise<AwsResponse> {
    const name = request.path.match(route)?.[1] ?? '';
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation || request.method !== 'POST') throw unknownOperation(signingName, name || request.path);
    const input = checkJsonInput(membersOf(request.body), inputTypes);
    const output = await operation(input as never, request);
    return respond(request.requestId, 200, output ?? {});
  }

  function refuse({ requestId }: Pick<AwsRequest, 'requestId'>, error: ServiceError): AwsResponse {
    const body = { __type: error.code, message: error.message, ...error.fields };
    return withQueryCode(respond(requestId, error.statusCode, body), error, queryCode);
  }

  return {
    signingName,
    maxBodyBytes,
    handle: (request) => respondToErrors(request, call, refuse),
    refuse,
  };
}

function membersOf(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = cbor.deserialize(body);
  } catch {
    throw new ServiceError('SerializationException', 'Expected CBOR in the request body.');
  }
  if (isRecord(value)) return value;
  throw new ServiceError('SerializationException', 'Expected a CBOR map in the request body.');
}

function respond(requestId: string, status: number, output: object): AwsResponse {
  return {
    status,
    headers: {
      'content-type': 'application/cbor',
      'smithy-protocol': 'rpc-v2-cbor',
      'x-amzn-requestid': requestId,
    },
    body: Buffer.from(cbor.serialize(wireValue(output))),
  };
}

/** Tag 1 marks seconds since 1970. Absent members are left out. */
function wireValue(value: unknown): unknown {
  if (value instanceof Date) return tag({ tag: 1, value: value.getTime() / 1000 });
  if (Array.isArray(value)) return value.map(wireValue);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, wireValue(member)]));
}
