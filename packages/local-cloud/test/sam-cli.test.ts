import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../src/testing/cloud-client.ts';

const cloud = withCloud();
const stack = ['--stack-name', 'guided'];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sam-cli-'));
  for (const copy of ['built', 'synced']) await cp(toolsFolder, path.join(folder, copy), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.runIf(process.env.REQUIRE_PYTHON_TOOLS)(
  'the AWS SAM CLI, as its documentation shows it (needs it on the PATH: REQUIRE_PYTHON_TOOLS=1)',
  () => {
    it.concurrent('builds, deploys by questions, lists, invokes, shows logs, deletes', async () => {
      await sam('built', ['build']);
      // The stack's name, the region, three questions of its own, an API without authorizer, and where to keep that.
      const deployed = sam('built', ['deploy', '--guided'], 'guided\n\n\n\n\ny\n\n\n\n');
      expect(await deployed).toContain('Successfully created/updated stack - guided in us-east-1');
      const byOptions = ['deploy', ...stack, '--resolve-s3', '--no-fail-on-empty-changeset'];
      const listed = (what: string) => sam('built', ['list', what, ...stack, '--output', 'json']);
      const [unchanged, endpoints, resources, outputs] = await Promise.all([
        sam('built', byOptions),
        listed('endpoints'),
        listed('resources'),
        listed('stack-outputs'),
      ]);
      expect(unchanged).toContain('No changes to deploy. Stack guided is up to date');
      expect(endpoints).toMatch(/https:\/\/\w+\.execute-api\.us-east-1\.amazonaws\.com\/Prod/);
      expect(endpoints).toContain("/hello['get']");
      expect(resources).toMatch(/"PhysicalResourceId": "guided-Hello-\w+"/);
      expect(outputs).toContain('"OutputKey": "ApiId"');

      const event = '{"httpMethod":"GET","path":"/by-hand"}';
      const invoked = await sam('built', ['remote', 'invoke', 'Hello', ...stack, '--event', event]);
      expect(invoked).toContain('"body":"{\\"method\\":\\"GET\\",\\"path\\":\\"/by-hand\\"}"');
      await using logs = start('built', ['logs', ...stack, '--tail']);
      await logs.shows(/REPORT RequestId: [\w-]+/);

      await sam('built', ['delete', ...stack, '--no-prompts']);
      expect(await liveStacks()).not.toContain('guided');
    });

    it.concurrent('keeps a stack in step with the code while that is edited', async () => {
      const watch = ['sync', '--stack-name', 'synced', '--watch', '--no-dependency-layer'];
      await using sync = start('synced', watch, 'y\n');
      await sync.shows(/Infra sync completed/);
      const handler = path.join(folder, 'synced/hello/index.js');
      await appendFile(handler, "exports.handler = async () => 'edited';\n");
      await sync.shows(/Finished syncing Lambda Function Hello/);
      const invoke = ['remote', 'invoke', 'Hello', '--stack-name', 'synced'];
      expect(await sam('synced', invoke)).toContain('"edited"');
    });
  },
);

const toolsFolder = path.join(import.meta.dirname, 'tools');

async function sam(copy: string, args: readonly string[], input = ''): Promise<string> {
  await using command = start(copy, args, input);
  const output = await command.end();
  if (command.process.exitCode !== 0) throw new Error(`sam ${args.join(' ')} failed:\n${output}`);
  return output;
}

interface Running extends AsyncDisposable {
  readonly process: ChildProcess;
  /** Waits until the output has it. */
  shows(pattern: RegExp): Promise<void>;
  /** The output of the whole run. */
  end(): Promise<string>;
}

function start(copy: string, args: readonly string[], input = ''): Running {
  const child = spawn('sam', args, {
    cwd: path.join(folder, copy),
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: cloud.url(),
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_DEFAULT_REGION: 'us-east-1',
      HOME: folder,
      PYTHONUNBUFFERED: '1',
      SAM_CLI_TELEMETRY: '0',
    },
  });
  const closed = once(child, 'close');
  const end = () => closed.then(() => output);
  const news = new EventTarget();
  let output = '';
  const take = (chunk: Buffer) => {
    output += chunk;
    news.dispatchEvent(new Event('output'));
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  child.stdin.end(input);
  return {
    process: child,
    end,
    async shows(pattern) {
      const early = end().then(() => {
        if (!pattern.test(output))
          throw new Error(`sam ${args.join(' ')} ended without ${pattern}:\n${output}`);
      });
      while (!pattern.test(output)) {
        const more = new Promise((resolve) => news.addEventListener('output', resolve, { once: true }));
        await Promise.race([more, early]);
      }
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

async function liveStacks(): Promise<(string | undefined)[]> {
  const { StackSummaries = [] } = await cloud.client(CloudFormationClient).send(new ListStacksCommand());
  const live = StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
  return live.map(({ StackName }) => StackName);
}
