import { execFileSync } from 'node:child_process';
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
};
const run = (command: string, args: readonly string[]) =>
  execFileSync(command, args, { cwd: folder, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });

beforeAll(async () => {
  const { apiId } = await deployApi(endpoint, 'pets');
  const client = logsClient(endpoint);
  const gateway = '6605b081-9f54-41e8-a3ec-c5e6ad72ab8a';
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

  it.each(Object.keys(exported))('mentions %s', (name) => expect(readme).toContain(name));
});
