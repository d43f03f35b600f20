import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { explainFailure } from './explain-failure.ts';

const local = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
const coded = (code: string) => Object.assign(new Error('failed'), { code });

describe('explainFailure', () => {
  it('explains how to start an endpoint that is down', async () => {
    const client = new CloudFormationClient({
      endpoint: local.AWS_ENDPOINT_URL,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    const failure = await client.send(new DescribeStacksCommand({})).catch((error: unknown) => error);
    expect(explainFailure(failure, local)).toBe(
      'Nothing listens at http://127.0.0.1:1: start it with npm start',
    );
  });

  it('finds the code inside an AggregateError, as localhost gives', () => {
    const failure = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]);
    expect(explainFailure(failure, local)).toContain('Nothing listens');
  });

  it('distinguishes a network problem from an endpoint that is down', () => {
    expect(explainFailure(coded('ENOTFOUND'), {})).toBe(
      'AWS cannot be reached (ENOTFOUND): check the network, or set AWS_ENDPOINT_URL',
    );
  });

  it('explains where credentials and a region come from', () => {
    const credentials = Object.assign(new Error('Could not load credentials'), {
      name: 'CredentialsProviderError',
    });
    expect(explainFailure(credentials, {})).toMatch(/^There are no AWS credentials: .*AWS_PROFILE/);
    expect(explainFailure(new Error('Region is missing'), {})).toContain('set AWS_REGION');
  });

  it("keeps the service's own message", () => {
    const failure = Object.assign(new Error('Template format error'), {
      name: 'ValidationError',
      $metadata: {},
    });
    expect(explainFailure(failure, {})).toBe('ValidationError: Template format error');
  });

  it('shows where a bug is', () => {
    expect(explainFailure(new RangeError('index'), {})).toContain('explain-failure.test.ts');
  });
});
