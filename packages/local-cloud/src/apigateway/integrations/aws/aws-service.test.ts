import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultAccount } from '../../../account.ts';
import { createDynamoDb, type DynamoDb } from '../../../dynamodb/dynamo-db.ts';
import { createActiveTable } from '../../../dynamodb/testing/create-active-table.ts';
import { createIam, type Iam } from '../../../iam/iam.ts';
import { createS3, type S3 } from '../../../s3/s3.ts';
import { withFolder } from '../../../testing/with-folder.ts';
import { api } from '../../testing/definitions.ts';
import { type ClientRequest, type ServedApi, serveApi } from '../../testing/served-api.ts';

const roleArn = 'arn:aws:iam::000000000000:role/gateway';

const folder = withFolder();
let dynamodb: DynamoDb;
beforeAll(async () => {
  dynamodb = createDynamoDb(defaultAccount, { folder: folder() });
  await createActiveTable(dynamodb, {
    TableName: 'pets',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await dynamodb.call('PutItem', { TableName: 'pets', Item: { id: { S: '1' }, name: { S: 'Rex' } } });
});
afterAll(() => dynamodb.stop());

let served: ServedApi | undefined;
let s3: S3;
afterEach(() => served?.stop());

/** A role that trusts this service and may do these actions. */
function iamWith(actions: readonly string[], service = 'apigateway.amazonaws.com'): Iam {
  const iam = createIam(defaultAccount);
  const trust = [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }];
  const policy = [{ Effect: 'Allow', Action: actions, Resource: '*' }];
  const document = (Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
  iam.operations.CreateRole({ RoleName: 'gateway', AssumeRolePolicyDocument: document(trust) });
  iam.operations.PutRolePolicy({ RoleName: 'gateway', PolicyName: 'p', PolicyDocument: document(policy) });
  return iam;
}

async function call(integration: object, iam: Iam, request: ClientRequest = {}, members: object = {}) {
  await served?.stop();
  s3 = createS3(defaultAccount);
  s3.operations.CreateBucket({ Bucket: 'files' });
  const method = {
    responses: { 200: { description: 'ok', headers: { ETag: {}, 'Content-Type': {} } } },
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'POST',
      credentials: roleArn,
      responses: { default: { statusCode: '200' }, '4\\d\\d': { statusCode: '400' } },
      ...integration,
    },
  };
  const awsServices = { dynamodb: dynamodb.service, s3: s3.service };
  served = await serveApi(api({ '/{key}': { any: method } }, members), () => ({}), {}, { iam, awsServices });
  return served.send({ path: '/1', ...request });
}

const getItem = {
  uri: 'arn:aws:apigateway:us-east-1:dynamodb:action/GetItem',
  passthroughBehavior: 'when_no_match',
};
const key = { method: 'POST', body: '{"TableName":"pets","Key":{"id":{"S":"1"}}}' };

describe('an AWS integration with DynamoDB', () => {
  it('AS-1: calls the action as the role', async () => {
    const { status, json } = await call(getItem, iamWith(['dynamodb:GetItem']), key);
    expect([status, json]).toEqual([200, { Item: { id: { S: '1' }, name: { S: 'Rex' } } }]);
  });

  it('is refused by DynamoDB what the role may not do', async () => {
    const { status, json } = await call(getItem, iamWith(['dynamodb:PutItem']), key);
    expect(status).toBe(400);
    expect(json).toMatchObject({ __type: expect.stringContaining('AccessDeniedException') });
  });

  it('is refused by DynamoDB without a role', async () => {
    const { status, json } = await call({ ...getItem, credentials: undefined }, iamWith(['*']), key);
    expect(status).toBe(400);
    expect(json).toMatchObject({ __type: expect.stringContaining('MissingAuthenticationToken') });
  });

  it('fails when the role does not trust API Gateway', async () => {
    expect((await call(getItem, iamWith(['*'], 'lambda.amazonaws.com'), key)).status).toBe(500);
  });
});

describe('an AWS integration with S3', () => {
  const object = {
    uri: 'arn:aws:apigateway:us-east-1:s3:path/{bucket}/{key}',
    httpMethod: 'ANY',
    requestParameters: {
      'integration.request.path.bucket': "'files'",
      'integration.request.path.key': 'method.request.path.key',
    },
    responses: {
      default: {
        statusCode: '200',
        responseParameters: {
          'method.response.header.ETag': 'integration.response.header.ETag',
          'method.response.header.Content-Type': 'integration.response.header.Content-Type',
        },
      },
    },
  };

  it('AS-3: stores and returns an object, with only the mapped headers', async () => {
    const headers = ['Content-Type', 'text/plain'];
    const put = await call(object, iamWith(['s3:*']), { method: 'PUT', body: 'text', headers });
    expect([put.status, put.text]).toEqual([200, '']);
    expect(String(s3.readObject('files', '1')?.body)).toBe('text');
    const got = await served?.send({ path: '/1' });
    expect([got?.text, got?.headers['content-type']]).toEqual(['text', 'text/plain']);
    expect(got?.headers.etag).toBe(s3.readObject('files', '1')?.etag);
    expect(got?.headers['last-modified']).toBeUndefined();
  });

  it('BN-2, BN-3: stores and returns bytes of a binary media type', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0x41]);
    const headers = ['Content-Type', 'image/png', 'Accept', 'image/png'];
    const binary = { 'x-amazon-apigateway-binary-media-types': ['image/png'] };
    await call(object, iamWith(['s3:*']), { method: 'PUT', body: bytes, headers }, binary);
    expect(s3.readObject('files', '1')?.body).toEqual(bytes);
    expect((await served?.send({ path: '/1', headers }))?.bytes).toEqual(bytes);
  });

  it('finds the bucket in the host as well', async () => {
    const uri = 'arn:aws:apigateway:us-east-1:files.s3:path/{key}';
    await call({ ...object, uri }, iamWith(['s3:*']), { method: 'PUT', body: 'x' });
    expect(String(s3.readObject('files', '1')?.body)).toBe('x');
  });

  it('is refused by S3 what the role may not do', async () => {
    const responses = { default: { statusCode: '200' }, 403: { statusCode: '403' } };
    const { status, text } = await call({ ...object, responses }, iamWith(['s3:PutObject']));
    expect([status, text]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
  });
});

describe('a Lambda integration with credentials', () => {
  const uri =
    'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:fn/invocations';

  it("evaluates the role's policies instead of the function's", async () => {
    for (const type of ['aws', 'aws_proxy']) {
      const allowed = await call({ uri, type }, iamWith(['lambda:InvokeFunction']), key);
      expect([type, allowed.status, served?.lastInvocation()?.principal]).toEqual([type, 200, undefined]);
      const refused = await call({ uri, type }, iamWith(['lambda:GetFunction']), key);
      expect([type, refused.status, served?.lastInvocation()]).toEqual([type, 500, undefined]);
    }
  });
});
