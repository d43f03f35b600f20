import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptedEndpoint } from './scripted-endpoint.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const examples = Array.from(readme.matchAll(/^```ts\n(.*?)^```/gms), ([, code = '']) => code);
let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'deployment-readme-'));
  await mkdir(path.join(root, 'infra/hello'), { recursive: true });
  await writeFile(path.join(root, 'infra/hello/hello.ts'), 'export const handler = async () => 1;');
  const get = '{ Runtime: nodejs24.x, CodeUri: ., Handler: hello.handler }';
  const template = `Resources: { Hello: { Type: AWS::Serverless::Function, Properties: ${get} } }`;
  await writeFile(path.join(root, 'infra/hello/template.yaml'), template);
});
afterAll(() => rm(root, { recursive: true }));

describe('the README', () => {
  it.each([
    [0, 'deploy-and-delete.ts'],
    [1, 'package-only.ts'],
  ])('shows as example %i the file %s', async (index, name) => {
    expect(examples[index]).toBe(await readFile(path.join(import.meta.dirname, '../examples', name), 'utf8'));
  });

  it('deploys and deletes with its first example', async () => {
    let status: string | undefined;
    await using endpoint = await scriptedEndpoint((action) => {
      if (action === 'DescribeStacks')
        return status ? stack(status) : { error: 'Stack with id hello does not exist' };
      if (action === 'DescribeChangeSet') return '<Status>CREATE_COMPLETE</Status>';
      if (action === 'ExecuteChangeSet') status = 'CREATE_COMPLETE';
      if (action === 'DeleteStack') status = undefined;
      return '<Id>change-set-id</Id><StackId>stack-id</StackId>';
    });
    const { stdout } = await run('deploy-and-delete.ts', endpoint.environment);
    expect(stdout).toContain("Greeting: 'hello'");
    expect(endpoint.calls).toEqual(expect.arrayContaining(['ExecuteChangeSet', 'DeleteStack']));
  });

  it('packages with its second example', async () => {
    const { stdout } = await run('package-only.ts', {});
    expect(JSON.parse(stdout).Resources.Hello.Properties.CodeUri).toBe('artifact-1.zip');
    expect((await readFile(path.join(root, 'artifact-1.zip'))).subarray(0, 2).toString()).toBe('PK');
  });
});

const stack = (status: string) => `<Stacks><member><StackName>hello</StackName><StackId>stack-id</StackId>
  <StackStatus>${status}</StackStatus><Outputs><member><OutputKey>Greeting</OutputKey>
  <OutputValue>hello</OutputValue></member></Outputs></member></Stacks>`;

function run(example: string, environment: Record<string, string>) {
  const file = path.join(import.meta.dirname, '../examples', example);
  return promisify(execFile)(process.execPath, [file], {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
  });
}
