import { type Account, regionalArn } from '../account.ts';
import { groupName } from './log-group-record.ts';

/** What an operation works on, as policies name it: AWS puts a stream, or an empty one, behind every group. */
export function resourcesOf(account: Account, input: Readonly<Record<string, unknown>>): string[] {
  if (typeof input.resourceArn === 'string') return [input.resourceArn];
  const given = input.logGroupIdentifier ?? input.logGroupName ?? '';
  const group = groupName(String(given));
  const stream = String(input.logStreamName ?? '');
  return [regionalArn(account, 'logs', `log-group:${group}:log-stream:${stream}`)];
}
