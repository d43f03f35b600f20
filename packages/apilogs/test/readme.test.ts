import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as exported from '../src/index.ts';
import { deployApi } from './deployed-api.ts';
import { logsClient } from './log-client.ts';

const folder = path.resolve(import.meta.dirname, '..');
const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');
const examples = globSync('examples/*.ts', { cwd: folder }).sort();
const endpoint = inject('endpoint');
const env = {
  ...process.env,
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  PATH: `${path.resolve(folder, '../../node_modules/.bin')}${path.delimiter}${process.env.PATH}`,
};
const run = (command: string, args: readonly string[]) =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });

const gateway = '6605b081-9f54-41e8-a3ec-c5e6ad72ab8a';
const failing = 'pets-that-fail';
let apiId = '';

beforeAll(async () => {
  ({ apiId } = await deployApi(endpoint, 'pets'));
  const client = logsClient(endpoint);
  const own = '7716c192-0a65-42f9-b4fd-d6f7be83bc9b';
  const start = Date.now() - 60_000;
  const put = async (logGroupName: string, logStreamName: string, messages: Record<number, string>) => {
    await client.send(new CreateLogGroupCommand({ logGroupName }));
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    const logEvents = Object.entries(messages).map(([offset, message]) => ({
      timestamp: start + Number(offset),
      message,
    }));
    await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  };
  await put(`API-Gateway-Execution-Logs_${apiId}/prod`, 'stream', {
    0: `(${gateway}) Starting execution for request: ${gateway}`,
    50: `(${gateway}) Method completed with status: 200`,
    60: `(${gateway}) AWS Integration Endpoint RequestId : ${own}`,
  });
  const { apiId: failingId } = await deployApi(endpoint, failing);
  await put(`API-Gateway-Execution-Logs_${failingId}/prod`, 'stream', { 0: '{"status":500,"path":"/feed"}' });
  await put('/aws/lambda/pets', '2026/11/28/[1]0123', {
    10: `START RequestId: ${own} Version: 1\n`,
    20: 'feeding the cat\n',
    30: `REPORT RequestId: ${own}\tDuration: 12.00 ms\n`,
  });
});

describe('the README', () => {
  it.each(examples)('shows %s and what it prints', (file) => {
    const source = readFileSync(path.join(folder, file), 'utf8');
    const output = run(process.execPath, [file]);
    expect(readme).toContain(`\`\`\`ts\n${source}\`\`\`\n\nprints\n\n\`\`\`text\n${output}\`\`\`\n`);
  });

  it('shows no example that is not run', () => {
    expect(readme.match(/^```ts$/gm)).toHaveLength(examples.length);
  });

  const commands = [...readme.matchAll(/^```sh\n(.*?)^```\n\nprints\n\n```text\n(.*?)^```$/gms)];

  it.each(commands.map(([, command, output]) => [command, output]))(
    'shows what %s prints',
    (command, output) => {
      expect(run('bash', ['-c', command ?? ''])).toBe(output);
    },
  );

  const usual = [...readme.matchAll(/^\| (`.*`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`((?:apilogs|source) [^`]+)`/g)].map(([, command = '']) =>
      command.replaceAll('\\|', '|'),
    ),
  );

  it.each(usual)('shows %s, which runs', async (command) => {
    const isWatching = command.includes('--watch');
    const real = command
      .replace('xyz123', apiId)
      .replace('6605b081-…', gateway)
      .replace('--stack-name pets', `--api-name ${failing}`)
      .replace('GROUP', '/aws/lambda/pets');
    const script = isWatching ? `exec ${real}` : `set -o pipefail; ${real}`;
    const child = spawn('bash', ['-c', script], { cwd: folder, env });
    child.stderr.resume();
    const ended = once(child, 'exit');
    if (!command.startsWith('source')) {
      const [first] = await Promise.race([once(child.stdout, 'data'), once(child.stdout, 'end')]);
      expect(String(first)).toMatch(/\w/);
    }
    if (isWatching) child.kill('SIGINT');
    expect(await ended).toEqual([isWatching ? 130 : 0, null]);
  });

  it('shows eight usual calls', () => {
    expect(usual).toHaveLength(8);
  });

  it.each(Object.keys(exported))('mentions %s', (name) => expect(readme).toContain(name));
});
