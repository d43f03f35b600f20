// Region, endpoint and credentials of a machine as people set it up for the AWS CLI: its files, without keys in the
// environment.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { logsClient, testGroup } from './log-client.ts';
import { type Ended, runCommand } from './run-command.ts';

const endpoint = inject('endpoint');
const home = mkdtempSync(path.join(tmpdir(), 'apilogs-home-'));
const { source, put } = testGroup(logsClient(endpoint), 'credentials');
const group = source.logGroupName;
const token = 'a token that aws sso login has left';
const startUrl = 'https://example.awsapps.com/start';
const asked: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
/** The portal of IAM Identity Center: credentials for a token. */
const portal = createServer((request, response) => {
  asked.push({ url: request.url, headers: request.headers });
  const roleCredentials = {
    accessKeyId: 'test',
    secretAccessKey: 'test',
    sessionToken: 'token',
    expiration: Date.now() + 3_600_000,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ roleCredentials }));
});

/** `apilogs groups`, as one who has only the files of the AWS CLI. */
function groups(options: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return runCommand('', ['groups', '--prefix', group, ...options], {
    ...Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined])),
    PATH: process.env.PATH,
    HOME: home,
    USERPROFILE: home,
    AWS_ENDPOINT_URL: undefined,
    AWS_REGION: undefined,
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...env,
  });
}

function write(file: string, ...lines: string[]): void {
  mkdirSync(path.dirname(path.join(home, '.aws', file)), { recursive: true });
  writeFileSync(path.join(home, '.aws', file), `${lines.join('\n')}\n`);
}

beforeAll(async () => {
  await put('s', 'a line');
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  const iam = new IAMClient(clientConfig({ AWS_ENDPOINT_URL: endpoint }));
  const RoleName = path.basename(home);
  const document = (statement: object) =>
    JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
  const AssumeRolePolicyDocument = document({
    Principal: { AWS: 'arn:aws:iam::000000000000:root' },
    Action: 'sts:AssumeRole',
  });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = document({ Action: 'logs:DescribeLogGroups', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'read', PolicyDocument }));
  const place = ['region = us-east-1', `endpoint_url = ${endpoint}`];
  write('credentials', '[keys]', 'aws_access_key_id = test', 'aws_secret_access_key = test');
  const print = `${process.execPath} ${path.join(home, 'print.mjs')}`;
  const printed = { Version: 1, AccessKeyId: 'test', SecretAccessKey: 'test' };
  writeFileSync(path.join(home, 'print.mjs'), `console.log(${JSON.stringify(JSON.stringify(printed))})`);
  write(
    'config',
    ...['[profile keys]', ...place],
    ...['[profile role]', ...place, 'source_profile = keys', `role_arn = ${Role?.Arn}`],
    ...['[profile process]', ...place, `credential_process = ${print}`],
    ...['[profile wrong]', ...place, 'aws_access_key_id = wrong', 'aws_secret_access_key = wrong'],
    ...['[profile sso]', ...place, 'sso_session = company', 'sso_account_id = 000000000000'],
    ...['sso_role_name = Reader', 'services = portal'],
    ...['[sso-session company]', 'sso_region = eu-west-1', `sso_start_url = ${startUrl}`],
    ...['sso_registration_scopes = sso:account:access'],
    ...[
      '[services portal]',
      'sso =',
      `  endpoint_url = http://127.0.0.1:${(portal.address() as AddressInfo).port}`,
    ],
  );
});
afterAll(() => {
  portal.close();
  rmSync(home, { recursive: true });
});

const signIn = (expiresAt: number) =>
  write(
    `sso/cache/${createHash('sha1').update('company').digest('hex')}.json`,
    JSON.stringify({
      startUrl,
      region: 'eu-west-1',
      accessToken: token,
      expiresAt: new Date(expiresAt).toISOString(),
    }),
  );

describe('a profile of the AWS CLI', () => {
  it.each(['keys', 'role', 'process'])('has region, endpoint and credentials: %s', async (profile) => {
    expect(await groups(['--profile', profile])).toEqual({ code: 0, stdout: `${group}\n`, stderr: '' });
  });

  it('goes before keys of the environment when it is an option, and after them when it is a variable', async () => {
    const wrong = { AWS_ACCESS_KEY_ID: 'wrong', AWS_SECRET_ACCESS_KEY: 'wrong' };
    const right = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    const found = { code: 0, stdout: `${group}\n`, stderr: '' };
    expect(await groups(['--profile', 'keys'], wrong)).toEqual(found);
    expect(await groups([], { AWS_PROFILE: 'wrong', ...right })).toEqual(found);
    expect(await groups([], { AWS_PROFILE: 'keys' })).toEqual(found);
  });

  it('gets credentials by the token that aws sso login has left', async () => {
    signIn(Date.now() + 3_600_000);
    expect(await groups(['--profile', 'sso'])).toEqual({ code: 0, stdout: `${group}\n`, stderr: '' });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe('/federation/credentials?account_id=000000000000&role_name=Reader');
    expect(asked[0]?.headers['x-amz-sso_bearer_token']).toBe(token);
  });

  it('whose token has expired says how to sign in', async () => {
    signIn(Date.now() - 1000);
    const { code, stderr } = await groups(['--profile', 'sso']);
    expect(code).toBe(4);
    expect(stderr).toContain('aws sso login');
  });

  it('that does not exist is named', async () => {
    const { code, stderr } = await groups(['--profile', 'absent', '--region', 'us-east-1']);
    expect(code).toBe(4);
    expect(stderr).toContain('[absent]');
  });
});
