import type { TagResourceCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { ServiceError } from '../aws/service-error.ts';
import { groupNamed, type LogGroupRecord } from './log-group-record.ts';
import type { LogsState } from './logs.ts';

const maxTags = 50;

export function tagResource(state: LogsState, input: TagResourceCommandInput): undefined {
  addTags(groupNamed(state, input.resourceArn), input.tags);
}

export function addTags(group: LogGroupRecord, tags: Readonly<Record<string, string>> = {}): void {
  const keys = new Set([...group.tags.keys(), ...Object.keys(tags)]);
  if (keys.size > maxTags) {
    throw new ServiceError('TooManyTagsException', `A resource can have at most ${maxTags} tags.`);
  }
  for (const [key, value] of Object.entries(tags)) group.tags.set(key, value);
}
