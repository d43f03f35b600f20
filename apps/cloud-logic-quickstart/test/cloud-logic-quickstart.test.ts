import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { clientConfig } from '@samples/localstack-client';
import { describe, expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import type { Configuration } from '../src/configuration.ts';

const { url, endpoint, stackName } = inject('sample');
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });

describe('the files of the app', () => {
  it('the page is checked at each visit, and what it loads is kept for a year', async () => {
    const page = await fetch(`${url}/`);
    const html = await page.text();
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const names = Array.from(html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g), ([, name = '']) => name);
    expect(names.map((name) => name.replace(/-[\w-]{8}\./, '.')).sort()).toEqual([
      'assets/icon.svg',
      'assets/index.css',
      'assets/index.js',
    ]);
    for (const name of names) {
      const asset = await fetch(`${url}/${name}`);
      expect(asset.status).toBe(200);
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('a file that the browser has is not sent again', async () => {
    const etag = (await fetch(`${url}/`)).headers.get('etag') ?? '';
    const again = await fetch(`${url}/`, { headers: { 'If-None-Match': etag } });
    expect({ status: again.status, body: await again.text() }).toEqual({ status: 304, body: '' });
  });

  it('what is not there, and any other method, is refused', async () => {
    const missing = await fetch(`${url}/assets/nothing.js`);
    expect({ status: missing.status, body: await missing.json() }).toEqual({
      status: 404,
      body: { message: 'There is no such file' },
    });
    expect((await fetch(`${url}/index.html`, { method: 'PUT', body: 'mine' })).status).toBe(403);
  });

  it('the page may connect to what its configuration names, and has no script of its own', async () => {
    const page = await fetch(`${url}/index.html`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(policy).toContain(`connect-src 'self' ${endpoint} `);
    expect(policy).not.toContain('unsafe');
    expect(await page.text()).not.toMatch(/<script>|<style| on\w+=/);
  });

  it('has the configuration, from the outputs of cloud-logic', async () => {
    const configuration = (await (await fetch(`${url}/config.json`)).json()) as Configuration;
    expect(configuration).toMatchObject({
      minimumPasswordLength: 10,
      endpoints: { userPool: `${endpoint}/`, identityPool: `${endpoint}/` },
      inboxUrl: `${endpoint}/_cloud/inbox`,
    });
    for (const api of Object.values(configuration.stages))
      expect((await fetch(`${api}/public`)).status).toBe(200);
  });

  it('are read by a role that may do nothing else, and needs that', async () => {
    const iam = new IAMClient(config);
    const stack = { StackName: stackName, LogicalResourceId: 'ReadRole' };
    const { StackResourceDetail } = await new CloudFormationClient(config).send(
      new DescribeStackResourceCommand(stack),
    );
    const RoleName = StackResourceDetail?.PhysicalResourceId ?? '';
    const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    expect(PolicyNames).toEqual(['ReadFiles']);
    const policy = { RoleName, PolicyName: 'ReadFiles' };
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(policy));
    const document = decodeURIComponent(PolicyDocument);
    expect(JSON.parse(document).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: expect.stringMatching(/^arn:aws:s3:::[^*]+\/\*$/),
      },
    ]);
    await iam.send(new DeleteRolePolicyCommand(policy));
    await expect.poll(async () => (await fetch(`${url}/`)).status).toBe(404);
    await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: document }));
    await expect.poll(async () => (await fetch(`${url}/`)).status).toBe(200);
  });
});
