import { crc32 } from 'node:zlib';
import { type Account, regionalArn } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { isRecord } from '../aws/is-record.ts';
import { jsonAccessDenied, jsonService } from '../aws/json-protocol.ts';
import { jsonBody } from '../aws/json-text.ts';
import { requireAccess } from '../aws/policy/require-access.ts';
import { respondToErrors } from '../aws/respond-to-errors.ts';
import type { AwsRequest, AwsResponse, Caller, Operations, Service } from '../aws/service.ts';
import { unknownOperation } from '../aws/service-error.ts';
import { createEngineClient, type EngineCall, type EngineClientOptions } from './engine-client.ts';
import { leadingKeys, nameLeadingKeys } from './leading-keys.ts';
import { dynamoDbOperations } from './operations.ts';
import { tableName } from './table-name.ts';

export type DynamoDbOptions = Omit<EngineClientOptions, 'account'>;

export interface DynamoDb {
  readonly service: Service;
  /** Calls one operation of DynamoDB; rejects with ServiceError carrying AWS's code and message. */
  call<Output>(operation: string, input: object): Promise<Output>;
  /** The id of the process that holds the items, while one runs. */
  processId(): number | undefined;
  /** Ends that process. */
  stop(): Promise<void>;
}

/** The operations that dynalite carries out by itself; their bodies pass through. */
export const passedOn = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'UntagResource',
  'UpdateItem',
]);

/** DynamoDB by dynalite, in a process of its own. */
export function createDynamoDb(account: Account, options: DynamoDbOptions): DynamoDb {
  const engine = createEngineClient({ account, ...options });
  const operations: Operations = bindOperations(
    { account, engine: engine.call, settings: new Map() },
    dynamoDbOperations,
  );
  const service = jsonService({
    signingName: 'dynamodb',
    version: '1.0',
    operations,
    resourcesOf: (operation, input) => resourcesOf(account, operation, input),
  });

  async function passOn(request: AwsRequest, operation: string): Promise<AwsResponse> {
    // The root may do everything, so its bodies need not be read.
    const { caller, body: sent } = request;
    if (caller?.policies) await requireAccessToItems(account, engine.call, caller, operation, sent);
    const { status, body } = await engine.send(operation, request.body);
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': request.requestId,
      'x-amz-crc32': String(crc32(body)),
    };
    return { status, headers, body };
  }

  return {
    service: {
      ...service,
      handle(request) {
        const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
        if (!passedOn.has(operation)) return service.handle(request);
        return respondToErrors(request, () => passOn(request, operation), service.refuse);
      },
    },
    async call<Output>(name: string, input: object) {
      if (passedOn.has(name)) return engine.call<Output>(name, input);
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw unknownOperation('dynamodb', name, 400);
      return (await operation(input as never, { requestId: '', caller: undefined })) as Output;
    },
    processId: engine.processId,
    stop: engine.stop,
  };
}

async function requireAccessToItems(
  account: Account,
  call: EngineCall,
  caller: Caller,
  operation: string,
  body: Buffer,
): Promise<void> {
  const input = jsonBody(body, 'SerializationException');
  const looksAtKeys = nameLeadingKeys(caller.policies?.() ?? []);
  for (const resource of resourcesOf(account, operation, input)) {
    const [, table] = resource.split('/');
    const keys = looksAtKeys && table !== undefined ? await leadingKeys(call, operation, table, input) : {};
    const context = { ...keys, ...(typeof input.Select === 'string' && { 'dynamodb:Select': input.Select }) };
    requireAccess(caller, `dynamodb:${operation}`, resource, jsonAccessDenied, context);
  }
}

/**
 * The tables and indexes an operation works on, as policies name them; `*` for an operation on none. Only the member
 * that the operation goes by counts: a client may add those of other operations, which name what it is allowed.
 */
function resourcesOf(
  account: Account,
  operation: string,
  { TableName, IndexName, RequestItems, ResourceArn }: Readonly<Record<string, unknown>>,
): string[] {
  const tableArn = (name: string) => regionalArn(account, 'dynamodb', `table/${tableName(name)}`);
  if (operation.startsWith('Batch'))
    return isRecord(RequestItems) ? Object.keys(RequestItems).map(tableArn) : ['*'];
  if (byArn.has(operation)) return [typeof ResourceArn === 'string' ? ResourceArn : '*'];
  if (operation === 'ListTables' || typeof TableName !== 'string') return ['*'];
  const isOfIndex = operation === 'Query' || operation === 'Scan';
  const index = isOfIndex && typeof IndexName === 'string' ? `/index/${IndexName}` : '';
  return [tableArn(TableName) + index];
}

const byArn: ReadonlySet<string> = new Set(['ListTagsOfResource', 'TagResource', 'UntagResource']);
