import { crc32 } from 'node:zlib';
import type { Account } from '../account.ts';
import { answerErrors } from '../aws/answer-errors.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { jsonAccessDenied, jsonService } from '../aws/json-protocol.ts';
import { jsonBody } from '../aws/json-text.ts';
import { requireAccess } from '../aws/policy/require-access.ts';
import type { AwsRequest, AwsResponse, Caller, Operations, Service } from '../aws/service.ts';
import { unknownOperation } from '../aws/service-error.ts';
import { createDynaliteClient } from './dynalite-client.ts';
import { dynamoDbOperations } from './operations.ts';
import { resourcesOf } from './resources-of.ts';
import type { TableRecord } from './state.ts';
import { restoreTables } from './table-record.ts';
import { withoutNulls } from './without-nulls.ts';

export interface DynamoDb {
  readonly service: Service;
  /** Calls one operation of DynamoDB; rejects with ServiceError carrying AWS's code and message. */
  call<Output>(operation: string, input: object): Promise<Output>;
  /** Ends the process that holds the items. */
  stop(): Promise<void>;
}

/** The operations that dynalite carries out by itself; their bodies pass through. */
const passedOn = new Set([
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

/** DynamoDB by dynalite, in a process of its own that starts at once in the background. */
export function createDynamoDb(account: Account): DynamoDb {
  const tables = new Map<string, TableRecord>();
  const dynalite = createDynaliteClient(account, (call) => restoreTables(tables, call));
  const operations: Operations = bindOperations({ dynalite, tables }, dynamoDbOperations);
  const service = jsonService({
    signingName: 'dynamodb',
    version: '1.0',
    operations,
    resourcesOf: (_operation, input) => resourcesOf(account, input),
  });

  async function passOn(request: AwsRequest, operation: string): Promise<AwsResponse> {
    // The root may do everything, so its bodies need not be read.
    if (request.caller?.policies) requireAccessToItems(account, request.caller, operation, request.body);
    const { status, body } = await dynalite.post(operation, withoutNulls(request.body));
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
        return answerErrors(request, () => passOn(request, operation), service.refuse);
      },
    },
    async call<Output>(name: string, input: object) {
      if (passedOn.has(name)) return dynalite.call<Output>(name, input);
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      if (!operation) throw unknownOperation('dynamodb', name, 400);
      return (await operation(input as never, { requestId: '', caller: undefined })) as Output;
    },
    stop: dynalite.stop,
  };
}

function requireAccessToItems(account: Account, caller: Caller, operation: string, body: Buffer): void {
  for (const resource of resourcesOf(account, jsonBody(body, 'SerializationException'))) {
    requireAccess(caller, `dynamodb:${operation}`, resource, jsonAccessDenied);
  }
}
