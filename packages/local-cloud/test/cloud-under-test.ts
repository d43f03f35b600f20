import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { clientConfig } from '@samples/localstack-client';

/** The embedded cloud as its command runs it, with a temporary folder of its own; it ends with this process. */
export interface CloudUnderTest {
  readonly url: string;
  /** Its temporary folder. */
  readonly folder: string;
  /** What the cloud keeps on disk. */
  files(pattern?: RegExp): Promise<string[]>;
  client<T>(Client: new (options: ClientOptions) => T): T;
  /** The processes it has started, those whose command holds `part`. */
  children(part?: string): Promise<number[]>;
  /** The one process whose command holds `part`. A missing id must not become 0: a signal to it stops the tests. */
  onlyChild(part: string): Promise<number>;
  /** Megabytes of memory that its own process holds. */
  memory(): Promise<number>;
  /** Starts a stack, without waiting for it. */
  createStack(StackName: string, template: object): Promise<void>;
  /** Waits for a stack and gives its outputs. */
  outputsOf(StackName: string): Promise<Record<string, string>>;
  /** Sends the signal and waits until the process is gone; its exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  [Symbol.asyncDispose](): Promise<void>;
}

interface ClientOptions extends ReturnType<typeof clientConfig> {
  readonly maxAttempts: number;
}

const entry = path.resolve(import.meta.dirname, '../src/main.ts');

export interface CloudLimits {
  /** As `ulimit -n` sets it. */
  readonly openFiles?: number;
  /** More options of its command. */
  readonly arguments?: readonly string[];
}

export async function startCloud({
  openFiles,
  arguments: more = [],
}: CloudLimits = {}): Promise<CloudUnderTest> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloud-under-test-'));
  const command = [process.execPath, entry, '--port', '0', '--stop-with-stdin', ...more];
  const limited = ['/bin/sh', '-c', `ulimit -n ${openFiles}; exec "$0" "$@"`, ...command];
  const [file = '', ...args] = openFiles === undefined ? command : limited;
  const cloud = spawn(file, args, {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(cloud, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  const ready = once(createInterface(cloud.stdout), 'line').then(([line]) => String(line).split(' ').at(-1));
  const url = await Promise.race([ready, exit.then(() => undefined)]);
  if (url === undefined) throw new Error('The cloud ended before it was ready.');
  const options = { ...clientConfig({ AWS_ENDPOINT_URL: url }), maxAttempts: 1 };
  const stacks = new CloudFormationClient(options);

  async function children(part = ''): Promise<number[]> {
    const all = await processes();
    return all.filter(({ parent, command }) => parent === cloud.pid && command.includes(part)).map(pidOf);
  }

  return {
    url,
    folder,
    files: async (pattern = /^/) =>
      (await readdir(folder, { recursive: true })).filter((name) => pattern.test(name)),
    client: (Client) => new Client(options),
    children,
    async onlyChild(part) {
      const [pid, ...others] = await children(part);
      if (pid !== undefined && others.length === 0) return pid;
      throw new Error(
        `Expected one process with ${part} in its command, found ${pid ? others.length + 1 : 0}.`,
      );
    },
    async memory() {
      const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(cloud.pid)]);
      return Number(stdout) / 1024;
    },
    async createStack(StackName, template) {
      const TemplateBody = JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', ...template });
      const Capabilities = ['CAPABILITY_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const];
      await stacks.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities }));
    },
    async outputsOf(StackName) {
      const pace = { maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.2 };
      await waitUntilStackCreateComplete({ client: stacks, ...pace }, { StackName });
      const { Stacks: [stack] = [] } = await stacks.send(new DescribeStacksCommand({ StackName }));
      const outputs = stack?.Outputs ?? [];
      return Object.fromEntries(
        outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
      );
    },
    end(signal) {
      cloud.kill(signal);
      return exit;
    },
    async [Symbol.asyncDispose]() {
      if (cloud.exitCode === null && cloud.signalCode === null) cloud.kill('SIGTERM');
      await exit;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Which of these processes still run; one that nobody has waited for yet, a zombie, has ended. */
export async function alive(pids: readonly number[]): Promise<number[]> {
  return (await processes()).map(pidOf).filter((pid) => pids.includes(pid));
}

const pidOf = ({ pid }: { readonly pid: number }) => pid;

async function processes() {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,stat=,args=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , , state]) => !state?.startsWith('Z'))
    .map(([, pid, parent, , command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));
}
