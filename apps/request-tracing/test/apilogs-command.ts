import type { LogSource } from '@samples/apilogs';
import { inject } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

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
