import { describe, expect, it } from 'vitest';
import { invocationUri } from '../testing/definitions.ts';
import { importIntegration } from './import-integration.ts';

const http = { type: 'http', httpMethod: 'GET', uri: 'http://a.example/x' };
const lambda = { type: 'aws', httpMethod: 'POST', uri: invocationUri };
const aws = (uri: string) => ({ ...lambda, uri: `arn:aws:apigateway:us-east-1:${uri}` });
const importing = (integration: object) => () => importIntegration({ ...integration }, 'GET /x');
const responding = (pattern: string, response: object = {}) => ({
  ...http,
  responses: { [pattern]: { statusCode: 200, ...response } },
});

describe('importing an integration', () => {
  it('ST-5: reads types and behaviours case-insensitively', () => {
    const integration = {
      ...http,
      type: 'Http_Proxy',
      httpMethod: 'any',
      contentHandling: 'convert_to_text',
    };
    expect(importing(integration)()).toMatchObject({
      type: 'HTTP_PROXY',
      httpMethod: 'ANY',
      contentHandling: 'CONVERT_TO_TEXT',
      passthroughBehavior: 'WHEN_NO_MATCH',
    });
  });

  it("ST-6: refuses an invalid method or endpoint with AWS's message", () => {
    for (const { httpMethod: _, ...without } of [http, lambda]) {
      expect(importing(without)).toThrow('Enumeration value for HttpMethod must be non-empty');
    }
    for (const uri of ['ftp://a/', 'a.example', 'http:///x', undefined]) {
      expect(importing({ ...http, uri })).toThrow('Invalid HTTP endpoint specified for URI');
    }
    for (const uri of [
      '${stageVariables.url}/x',
      'HTTPS://a.example',
      'http://${stageVariables.host}:80/{x}',
    ]) {
      expect(importing({ ...http, uri })).not.toThrow();
    }
    expect(importing({ ...lambda, uri: 'x' })).toThrow('Invalid ARN specified in the request');
    for (const uri of ['dynamodb', 'dynamodb:GetItem'])
      expect(importing(aws(uri))).toThrow('AWS ARN for integration must contain path or action');
  });

  it('AS-1: accepts DynamoDB and S3', () => {
    for (const uri of ['dynamodb:action/GetItem', 's3:path/bucket/{key}', 'bucket.s3:path/key']) {
      expect(importing(aws(uri))).not.toThrow();
    }
  });

  it('AS-2: refuses every other service by its name', () => {
    for (const [uri, name] of [
      ['sqs:path/000000000000/queue', 'the AWS service sqs'],
      ['states:action/StartExecution', 'the AWS service states'],
      ['s3:action/ListBuckets', 'the action ListBuckets of the AWS service s3'],
    ] as const) {
      expect(importing(aws(uri))).toThrow(name);
      expect(importing(aws(uri))).toThrow('is not offered by this embedded cloud');
    }
  });

  it('accepts only a role as credentials', () => {
    expect(importing({ ...lambda, credentials: 'arn:aws:iam::000000000000:role/a/b' })).not.toThrow();
    expect(
      importing({ ...lambda, credentials: 'arn:aws:iam::${stageVariables.account}:role/x' }),
    ).not.toThrow();
    for (const credentials of ['role', 'arn:aws:iam::000000000000:user/me']) {
      expect(importing({ ...lambda, credentials })).toThrow('Invalid ARN specified in the request');
    }
  });

  it('IR-2: refuses an invalid selection pattern and reports where it is wrong', () => {
    expect(importing(responding('(4'))).toThrow(/^Invalid selection pattern at GET \/x: .*at index \d/);
    expect(importing(responding('4\\d{2}|.*\\QError\\E.*'))).not.toThrow();
  });

  it('LM-1: refuses a time-out that AWS does not allow', () => {
    for (const timeoutInMillis of [49, 29_001, 'soon', 100.5]) {
      expect(importing({ ...http, timeoutInMillis })).toThrow('Timeout should be between 50 ms and 29000 ms');
    }
  });

  it('refuses invalid values, and members that are not offered', () => {
    expect(importing({ ...http, type: 'graph' })).toThrow('expected one of AWS, AWS_PROXY, HTTP');
    expect(importing({ ...http, contentHandling: 'TEXT' })).toThrow('expected CONVERT_TO_TEXT or');
    expect(importing(responding('default', { contentHandling: 'TEXT' }))).toThrow(
      'expected CONVERT_TO_TEXT or',
    );
    expect(importing({ ...http, passthroughBehavior: 'SOMETIMES' })).toThrow('expected one of WHEN_NO_MATCH');
    for (const statusCode of [199, 600])
      expect(importing(responding('default', { statusCode }))).toThrow('expected 200 to 599');
    expect(importing(responding('default', { statusCode: 599 }))).not.toThrow();
    expect(importing({ ...http, httpMethod: 'FETCH' })).toThrow('Invalid HTTP method specified: FETCH');
    expect(importing({ ...http, connectionType: 'WIFI' })).toThrow('expected INTERNET or VPC_LINK');
    expect(importing({ ...http, cacheKeyParameters: 'x' })).toThrow('expected a list of parameters');
    expect(importing({ ...http, tlsConfig: 'x' })).toThrow('The member tlsConfig of');
    const link = { connectionType: 'VPC_LINK', connectionId: 'abc123' };
    expect(importing({ ...http, ...link })).not.toThrow();
    expect(importing({ ...lambda, ...link })).toThrow('needs an integration of type HTTP or HTTP_PROXY');
    expect(importing({ ...http, connectionType: 'VPC_LINK' })).toThrow('needs a connectionId');
  });

  it('PM-1: refuses a mapping with an unknown source or target', () => {
    const refusal = /^Invalid mapping expression specified: .*cookie/;
    const requestParameters = { 'integration.request.header.x': 'method.request.cookie.x' };
    const responseParameters = { 'method.response.header.x': 'integration.response.cookie.x' };
    for (const integration of [
      { ...http, requestParameters },
      { ...lambda, requestParameters },
      responding('default', { responseParameters }),
    ]) {
      expect(importing(integration)).toThrow(refusal);
    }
  });
});
