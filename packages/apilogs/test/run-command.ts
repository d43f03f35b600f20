import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const bin = path.resolve(import.meta.dirname, '../bin/apilogs.js');

export function startCommand(
  endpoint: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams {
  const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  return spawn(process.execPath, [bin, ...args], {
    env: { ...process.env, ...keys, AWS_ENDPOINT_URL: endpoint, ...env },
  });
}

export async function runCommand(
  endpoint: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<Ended> {
  const child = startCommand(endpoint, args, env);
  child.stdin.end();
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}
