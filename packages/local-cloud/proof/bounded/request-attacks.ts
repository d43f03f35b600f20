import {
  APIGatewayClient,
  CreateDeploymentCommand,
  DeleteRestApiCommand,
  ImportRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { clientConfig } from '@samples/localstack-client';
import { type Attack, filled, listOf, membersOf } from './attack.ts';

const megabyte = 1024 * 1024;

/** A mapping template or a model, and a body that makes much work with it. */
export interface Exchange {
  readonly template?: string;
  readonly schema?: object;
  /** A JSONPath, mapped to a header from the body. */
  readonly path?: string;
  readonly body: string;
}

const numbers = JSON.stringify(listOf(150_000, (index) => index));
const nestedLists = `${filled('[', 390)}${filled(']', 390)}`;

const exchanges: Readonly<Record<string, Exchange>> = {
  'a loop over a large body': { template: "#foreach($i in $input.path('$'))$i#end", body: numbers },
  'a loop in a loop': {
    template: "#foreach($i in $input.path('$'))#foreach($j in $input.path('$'))$j#end#end",
    body: numbers,
  },
  'a string that grows': {
    template: '#set($s=\'xxxxxxxxxx\')#foreach($i in [1..60])#set($s="$s$s")#end$s',
    body: '{}',
  },
  'a regular expression that backtracks': {
    template: "$input.path('$').replaceAll('(a+)+b','x')",
    body: JSON.stringify(filled('a', 5000)),
  },
  'many regular expressions': {
    template: "#foreach($i in [1..10000])#set($x=$input.path('$').matches('(a|a)*b'))#end",
    body: JSON.stringify(filled('a', 200)),
  },
  'a search at every depth': { template: "$input.json('$..*..*..a')", body: nestedLists },
  'escapes of a large body': { template: "$util.escapeJavaScript($input.json('$'))", body: numbers },
  'a pattern of a model': {
    schema: { type: 'string', pattern: '^(a+)+$' },
    body: JSON.stringify(`${filled('a', 5000)}b`),
  },
  'unique items of a model': {
    schema: { type: 'array', uniqueItems: true },
    body: JSON.stringify(listOf(100_000, (index) => [index])),
  },
  'choices of a model': {
    schema: {
      type: 'array',
      items: { anyOf: listOf(300, (index) => ({ required: [`k${index}`] })) },
    },
    body: JSON.stringify(
      listOf(250_000, () => 0)
        .map(() => ({}))
        .slice(0, 300_000),
    ),
  },
  'a model that refers to itself': {
    schema: { anyOf: [{ type: 'string' }, { items: { $ref: '#/components/schemas/Body' } }] },
    body: nestedLists,
  },
  'JSON, nested': { template: "$input.path('$.a')", body: filled('{"a":', megabyte) },
  'a parameter of a large body': { path: "a[?(@.b == 'c')].d", body: `{"a":${numbers}}` },
  'a parameter of a body of 10 MB': { path: 'k1', body: `{"k1":1,"a":[${filled('{},', 9_900_000)}1]}` },
  'a body of 10 MB': {
    schema: { type: 'array', items: { type: 'object' } },
    template: "$input.path('$').size()",
    body: `[${filled('{},', 9_900_000)}1]`,
  },
  'JSON, many members': {
    template: "$input.path('$.k1')",
    body: JSON.stringify(membersOf(80_000, () => 1, 'k')),
  },
};

function definitionOf({ template = '{"statusCode":200}', schema = {}, path }: Exchange): string {
  return JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'attack', version: '1' },
    components: { schemas: { Body: schema } },
    'x-amazon-apigateway-request-validators': { body: { validateRequestBody: true } },
    'x-amazon-apigateway-request-validator': 'body',
    paths: {
      '/': {
        post: {
          requestBody: {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Body' } } },
          },
          'x-amazon-apigateway-integration': {
            type: 'mock',
            requestTemplates: { 'application/json': template },
            ...(path && {
              requestParameters: { 'integration.request.header.a': `method.request.body.${path}` },
            }),
            responses: { default: { statusCode: '200' } },
          },
        },
      },
    },
  });
}

/** Deploys an API for an exchange and sends its body. Rejects with the response. */
export function exchangeSender(url: string): (exchange: Exchange) => Promise<void> {
  const gateway = new APIGatewayClient({ ...clientConfig({ AWS_ENDPOINT_URL: url }), maxAttempts: 1 });
  return async (exchange) => {
    const body = Buffer.from(definitionOf(exchange));
    const { id: restApiId } = await gateway.send(new ImportRestApiCommand({ body }));
    await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'test' }));
    const headers = { 'content-type': 'application/json' };
    const path = `/restapis/${restApiId}/test/_user_request_/`;
    const response = await fetch(url + path, { method: 'POST', headers, body: exchange.body });
    const text = await response.text();
    await gateway.send(new DeleteRestApiCommand({ restApiId }));
    throw new Error(`${response.status} ${text.slice(0, 60)}`);
  };
}

const allow = (Action: unknown, Resource: unknown, more: object = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource, ...more }] });

const forms: Readonly<Record<string, string>> = {
  'a form of many members': listOf(60_000, (index) => `Tags.member.${index + 1}.Key=a`).join('&'),
  'a form of deep members': `${filled('a.', megabyte)}=1`,
  'a form of large indexes': listOf(20_000, (index) => `Tags.member.${index * 1e6}.Key=a`).join('&'),
};

const documents: Readonly<Record<string, string>> = {
  'XML, many elements': `<Delete>${filled('<Object><Key>a</Key></Object>', megabyte)}</Delete>`,
  'XML, nested': filled('<a>', megabyte),
  'XML, attributes': `<a ${filled('b="c" ', megabyte)}/>`,
  'XML, entities': `<a>${filled('&lt;', megabyte)}</a>`,
  'XML, a doctype': `<!DOCTYPE a [${filled('<!ENTITY b "c">', megabyte)}]><a>&b;</a>`,
  'XML, comments': `<a>${filled('<!---->', megabyte)}</a>`,
};

export function requestAttacks(url: string): Attack[] {
  const config = { ...clientConfig({ AWS_ENDPOINT_URL: url }), maxAttempts: 1 };
  const iam = new IAMClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const logs = new CloudWatchLogsClient(config);

  const send = exchangeSender(url);
  const requests = Object.entries(exchanges).map(([name, exchange]) => ({
    name: `request: ${name}`,
    run: () => send(exchange),
  }));

  const policies: Attack[] = [
    {
      name: 'policy: wildcards of a role',
      async run() {
        const RoleName = 'attack';
        const trust = allow('sts:AssumeRole', undefined, { Principal: { Service: 'lambda.amazonaws.com' } });
        await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
        const PolicyDocument = allow(filled('*a', 8000), filled('*a', 2000));
        await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
      },
    },
    {
      name: 'policy: wildcards of a bucket',
      async run() {
        const Bucket = 'policies';
        await s3.send(new CreateBucketCommand({ Bucket }));
        const Resource = listOf(40, () => `arn:aws:s3:::${Bucket}/${filled('*a', 400)}b`);
        const Policy = allow('s3:GetObject', Resource, { Principal: '*' });
        await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
        const response = await fetch(`${url}/${Bucket}/${filled('a', 1000)}`);
        throw new Error(`${response.status}`);
      },
    },
  ];

  const sent = (body: string, path: string, headers: Record<string, string>) => async () => {
    const { AwsClient } = await import('aws4fetch');
    const client = new AwsClient({ accessKeyId: 'test', secretAccessKey: 'test', retries: 0 });
    const service = path === '/?delete' ? 's3' : 'iam';
    const response = await client.fetch(`${url}${path === '/?delete' ? '/attacks?delete' : path}`, {
      method: 'POST',
      headers,
      body,
      aws: { service, region: 'us-east-1' },
    });
    throw new Error(`${response.status} ${(await response.text()).slice(0, 60)}`);
  };

  return [
    ...requests,
    ...policies,
    ...Object.entries(forms).map(([name, form]) => ({
      name: `body: ${name}`,
      run: sent(`Action=CreateRole&${form}`, '/', { 'content-type': 'application/x-www-form-urlencoded' }),
    })),
    ...Object.entries(documents).map(([name, document]) => ({
      name: `body: ${name}`,
      run: sent(document, '/?delete', { 'content-type': 'application/xml' }),
    })),
    {
      name: 'pattern: a filter of log events',
      run: () =>
        logs.send(new FilterLogEventsCommand({ logGroupName: 'none', filterPattern: filled('?a ', 1000) })),
    },
  ];
}
