import type { Account } from '../account.ts';
import { ServiceError } from '../aws/service-error.ts';

/** Calls a function for a rule or a schedule. There is no client to hear of a failure, so it is reported here. */
export function callFunction(sourceArn: string, functionArn: string, call: () => Promise<unknown>): void {
  call().catch((error: unknown) => {
    const reason = error instanceof ServiceError ? `${error.code}: ${error.message}` : error;
    console.error(`The scheduled event of ${sourceArn} did not reach ${functionArn}:`, reason);
  });
}

/** What the events of rules and of schedules have in common. */
export function scheduledEvent(account: Account, sourceArn: string, time: number) {
  return {
    version: '0',
    'detail-type': 'Scheduled Event',
    account: account.id,
    time: toSeconds(time),
    region: account.region,
    resources: [sourceArn],
  };
}

/** `2026-07-01T12:00:00Z` */
export function toSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Without a version or alias a function's ARN ends in its name. */
export const functionArn = /^arn:aws:lambda:[^:]+:\d{12}:function:/;

export function isFunctionArn(arn: string): boolean {
  return functionArn.test(arn);
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
