import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { APIGatewayClient, UpdateAccountCommand } from '@aws-sdk/client-api-gateway';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type CloudUnderTest, startCloud } from '../../test/cloud-under-test.ts';
import { type ApiCall, callApis } from './call-apis.ts';
import { type FieldTemplate, hasRestApi, type Project, readTemplate } from './find-projects.ts';
import { firstFailure } from './first-failure.ts';
import { parameterValues } from './parameter-values.ts';
import { readmeCalls } from './readme-calls.ts';
import { runTool, type ToolResult } from './run-tool.ts';
import type { Scout } from './scout.ts';

export interface FieldResult {
  readonly name: string;
  /** `refused` by the change set, `failed` as a stack, `unbuilt` where the project's own build fails. */
  readonly outcome: 'deployed' | 'refused' | 'failed' | 'unbuilt' | 'invalid';
  readonly reason?: string;
  readonly calls?: readonly ApiCall[];
  readonly seconds: number;
}

const bucket = 'field-artifacts';
const stack = 'field';
const buildSeconds = 2400;

type Outcome = Omit<FieldResult, 'name' | 'seconds'>;

/** Deploys a copy of the project into a cloud of its own, and calls the APIs that it then has. */
export async function tryProject(project: Project, scout: Scout): Promise<FieldResult> {
  const start = Date.now();
  const folder = await mkdtemp(path.join(tmpdir(), 'field-'));
  try {
    const outcome = await checkOut(project, folder)
      .then((file) => deployUnlessRefused(file, scout))
      .catch((error: Error) => failedBy(error.message));
    return { name: project.name, ...outcome, seconds: Math.round((Date.now() - start) / 1000) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a change set refuses needs no build. */
async function deployUnlessRefused(file: string, scout: Scout): Promise<Outcome> {
  const text = await readFile(file, 'utf8');
  const template = readTemplate(text);
  if (template === undefined || !hasRestApi(template))
    return { outcome: 'invalid', reason: 'no template with a REST API' };
  const refusal = await scout.refusal(text);
  return refusal === undefined ? deploy(file, template) : { outcome: 'refused', reason: oneLine(refusal) };
}

async function deploy(file: string, template: FieldTemplate): Promise<Outcome> {
  await using cloud = await startCloud();
  await prepareAccount(cloud);
  const tools = { cwd: path.dirname(file), url: cloud.url, template };

  let built = file;
  if (needsBuild(template)) {
    const samBuild = ['sam', 'build', '--template', file];
    const commands = (await isPackagedByMaven(file)) ? [mavenPackage, samBuild] : [samBuild];
    for (const command of commands) {
      const build = await runTool(command, tools.cwd, tools.url, buildSeconds);
      if (!build.succeeded) return { outcome: 'unbuilt', reason: firstErrors(build.output) };
    }
    built = path.join(tools.cwd, '.aws-sam/build/template.yaml');
  }
  const deployed = await deployWith(tools, built);
  if (deployed.refused) return { outcome: 'refused', reason: deployed.refused };
  if (!deployed.result.succeeded) {
    const failure = await firstFailure(cloud, stack).catch(() => undefined);
    return failedBy(failure ?? lastLines(deployed.result.output));
  }
  const readme = await readFile(path.join(tools.cwd, 'README.md'), 'utf8').catch(() => '');
  return { outcome: 'deployed', calls: await callApis(cloud, stack, readmeCalls(readme)) };
}

const mavenPackage = ['mvn', '--batch-mode', 'clean', 'package'];

/** Some templates name what `mvn package` makes, as their READMEs say first. */
async function isPackagedByMaven(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8');
  const files = await readdir(path.dirname(file));
  return files.includes('pom.xml') && /CodeUri: *\S*target\//.test(text);
}

/** A bucket for artifacts, and the role with which API Gateway writes logs, which accounts in use have. */
async function prepareAccount(cloud: CloudUnderTest): Promise<void> {
  await cloud.client(S3Client).send(new CreateBucketCommand({ Bucket: bucket }));
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statement });
  const role = { RoleName: 'api-gateway-logs', AssumeRolePolicyDocument };
  const { Role } = await cloud.client(IAMClient).send(new CreateRoleCommand(role));
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs';
  await cloud.client(IAMClient).send(new AttachRolePolicyCommand({ RoleName: role.RoleName, PolicyArn }));
  const patchOperations = [{ op: 'replace' as const, path: '/cloudwatchRoleArn', value: Role?.Arn }];
  await cloud.client(APIGatewayClient).send(new UpdateAccountCommand({ patchOperations }));
}

function failedBy(reason: string): Outcome {
  return { outcome: 'failed', reason };
}

/** The template in a copy that may be changed. */
async function checkOut(project: Project, folder: string): Promise<string> {
  if (!project.isCookiecutter) {
    await cp(project.folder, folder, {
      recursive: true,
      filter: (source) => !source.includes('node_modules'),
    });
    return path.join(folder, project.template);
  }
  const init = [
    'sam',
    'init',
    '--no-input',
    '--location',
    project.folder,
    '--name',
    'field',
    '--output-dir',
    folder,
  ];
  const { succeeded, output } = await runTool(init, folder, 'http://127.0.0.1:9', 120);
  if (!succeeded) throw new Error(lastLines(output));
  const [name = ''] = await readdir(folder);
  const [, ...rest] = project.template.split(path.sep);
  return path.join(folder, name, ...rest);
}

interface Tools {
  readonly cwd: string;
  readonly url: string;
  readonly template: FieldTemplate;
}

async function deployWith(
  { cwd, url, template }: Tools,
  file: string,
): Promise<{ result: ToolResult; refused?: string }> {
  const packaged = path.join(cwd, 'field-packaged.yaml');
  const cloudformation = ['aws', 'cloudformation'];
  const artifacts = ['--s3-bucket', bucket, '--template-file'];
  const packaging = ['package', ...artifacts, file, '--output-template-file', packaged];
  const result = await runTool([...cloudformation, ...packaging], cwd, url, 120);
  if (!result.succeeded) return { result };
  const capabilities = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];
  const overrides = Object.entries(parameterValues(template)).map(([name, value]) => `${name}=${value}`);
  const deployment = await runTool(
    [
      ...[...cloudformation, 'deploy', '--stack-name', stack, ...artifacts, packaged],
      ...['--capabilities', ...capabilities],
      ...(overrides.length > 0 ? ['--parameter-overrides', ...overrides] : []),
    ],
    cwd,
    url,
    240,
  );
  const refused = /CreateChangeSet operation: (.*)|Status: FAILED\. Reason: (.*)/s.exec(deployment.output);
  return { result: deployment, ...(refused && { refused: oneLine(refused[1] ?? refused[2] ?? '') }) };
}

const localCode: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'CodeUri',
  'AWS::Lambda::Function': 'Code',
  'AWS::Serverless::LayerVersion': 'ContentUri',
  'AWS::Lambda::LayerVersion': 'Content',
};

function needsBuild(template: FieldTemplate): boolean {
  const globals = (template as { Globals?: { Function?: { CodeUri?: unknown } } }).Globals?.Function;
  return Object.values(template.Resources).some(({ Type = '', Properties = {} }) => {
    const member = localCode[Type];
    if (member === undefined || Properties.InlineCode !== undefined) return false;
    // A function without a place has its code in the template's folder.
    const code =
      Properties[member] ?? (Type === 'AWS::Serverless::Function' ? (globals?.CodeUri ?? '.') : undefined);
    return Properties.PackageType === 'Image' || (typeof code === 'string' && !code.startsWith('s3://'));
  });
}

function lastLines(output: string): string {
  return oneLine(output.trim().split('\n').slice(-6).join(' '));
}

/** A build's own words for its failure, which are seldom the last ones. */
function firstErrors(output: string): string {
  const [, gradle] = /What went wrong:([\s\S]*?)\n\* Try/.exec(output) ?? [];
  if (gradle !== undefined) return oneLine(gradle);
  const lines = output
    .split('\n')
    .filter((line) => /\b(?:error|failed|exception|cannot|not found|took)\b/i.test(line));
  return oneLine([...new Set(lines)].slice(0, 12).join(' ')).slice(0, 1500) || lastLines(output);
}

function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
