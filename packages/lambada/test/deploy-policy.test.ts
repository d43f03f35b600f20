import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { deploySample } from '@samples/deployment';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadSettings } from '../src/cli/load-settings.ts';
import { scanProject } from '../src/cli/scan-project.ts';
import { writeBuild } from '../src/generate/write-build.ts';
import { type CloudProcess, startCloud } from './cloud-process.ts';
import { root } from './packed.ts';
import { classes, createProject, type TestProject } from './project.ts';

interface Policy {
  Version: string;
  Statement: { Sid: string; Action: string | string[] }[];
}

const policy: Policy = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../docs/deploy-policy.json'), 'utf8'),
);
let cloud: CloudProcess;
let project: TestProject;

beforeAll(async () => {
  cloud = await startCloud();
  project = createProject(classes);
  const settings = await loadSettings(project.folder, { functionPer: 'class' });
  await writeBuild(scanProject(settings), settings);
});
afterAll(async () => {
  await cloud?.stop();
  project?.remove();
});

/** Deploys with the rights of a policy alone. */
async function deployWith(name: string, document: Policy, stackName: string) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const config = { endpoint: cloud.url, region: 'us-east-1', credentials };
  const trust = { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' };
  const iam = new IAMClient(config);
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
  const PolicyDocument = JSON.stringify(document);
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'deploy', PolicyDocument }));
  const session = { RoleArn: Role?.Arn, RoleSessionName: name };
  const { Credentials: key } = await new STSClient(config).send(new AssumeRoleCommand(session));
  return deploySample({
    sample: stackName,
    root,
    templatePath: path.join(project.folder, '.lambada/template.yaml'),
    environment: {
      AWS_ENDPOINT_URL: cloud.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: key?.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: key?.SecretAccessKey,
      AWS_SESSION_TOKEN: key?.SessionToken,
    },
    report: () => {},
  });
}

it('docs/deploy-policy.json is enough to deploy', async () => {
  const { url } = await deployWith('enough', policy, 'my-api');
  expect(await (await fetch(`${url}/notes/7`)).json()).toEqual({ id: 7 });
});

it('a function for each class is called for its own methods, and knows those of the others', async () => {
  const { url } = await deployWith('class', policy, 'my-api');
  expect((await fetch(`${url}/notes`, { method: 'DELETE' })).status).toBe(204);
  expect(await (await fetch(`${url}/notes`)).json()).toEqual(['a']);
  expect((await fetch(`${url}/files/a`, { method: 'HEAD' })).status).toBe(401);
  const none = await fetch(`${url}/notes`, { method: 'PATCH' });
  expect([none.status, none.headers.get('allow')]).toEqual([405, 'DELETE, GET, HEAD, OPTIONS, POST']);
});

it('docs/deploy-policy.json is for stacks of its name alone', async () => {
  await expect(deployWith('other', policy, 'other-api')).rejects.toThrow(/not authorized/);
});

it.each([
  ['Artifacts', 's3:PutObject'],
  ['Stack', 'cloudformation:CreateChangeSet'],
  ['Stack', 'cloudformation:ExecuteChangeSet'],
  ['Transforms', 'cloudformation:CreateChangeSet'],
])('a deployment needs of the statement %s the action %s', async (sid, action) => {
  const Statement = policy.Statement.map((one) =>
    one.Sid === sid ? { ...one, Action: [one.Action].flat().filter((name) => name !== action) } : one,
  ).filter(({ Action }) => Action.length > 0);
  const name = `without-${sid}-${action.replace(/.*:/, '')}`;
  // Another stack of the same prefix, with code of its own, so that nothing is there already.
  project.write('src/others.ts', classes['src/others.ts'].replace("'home'", `'${name}'`));
  await expect(deployWith(name, { ...policy, Statement }, `my-api-${name}`)).rejects.toThrow(
    /not authorized|AccessDenied|Access Denied/,
  );
});
