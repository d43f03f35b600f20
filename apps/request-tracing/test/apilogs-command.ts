import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LogSource } from '@samples/apilogs';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { until } from '../../../scripts/testing/until.ts';

const emulator = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };

/** The environment of a command that asks the cloud of the tests. */
export function cloudVariables(): NodeJS.ProcessEnv {
  return { ...emulator, ...process.env, AWS_ENDPOINT_URL: inject('sample').endpoint };
}

/** A line of `apilogs get --json`. */
export interface PrintedEvent {
  readonly source: LogSource['kind'];
  readonly message: string;
  readonly requestId?: string;
}

const command = path.resolve(import.meta.dirname, '../../../packages/apilogs/bin/apilogs.js');

/** What `apilogs get` prints of a stack's stage. */
export async function apilogs(stackName: string, ...options: string[]): Promise<string> {
  const args = [command, 'get', '--stack-name', stackName, ...options];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: cloudVariables() }).catch(
    (error: { stdout: string; code: number }) => {
      // 3: nothing found yet.
      if (error.code !== 3) throw error;
      return error;
    },
  );
  return stdout;
}

/** The story of a request, once its last lines have been written. */
export async function storyOf(stackName: string, id: string): Promise<PrintedEvent[]> {
  return until(`the story of ${id}`, 60_000, async () => {
    const lines = (await apilogs(stackName, '--request-id', id, '--json')).split('\n').filter(Boolean);
    const events = lines.map((line) => JSON.parse(line) as PrintedEvent);
    const isWhole = ['REPORT', 'AWS Integration Endpoint', '"requestId"'].every((part) =>
      events.some(({ message }) => message.includes(part)),
    );
    return isWhole ? events : undefined;
  });
}
