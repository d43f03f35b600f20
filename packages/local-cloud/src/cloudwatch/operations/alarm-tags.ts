import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-cloudwatch';
import { ServiceError } from '../../aws/service-error.ts';
import type { AlarmRecord, CloudWatchState } from '../state.ts';

export function listTagsForResource(
  state: CloudWatchState,
  input: ListTagsForResourceInput,
): ListTagsForResourceOutput {
  return { Tags: [...alarmOf(state, input.ResourceARN).tags] };
}

export function tagResource(state: CloudWatchState, input: TagResourceInput): object {
  const given = input.Tags ?? [];
  changeTags(state, input.ResourceARN, (tags) => [
    ...tags.filter(({ Key }) => !given.some((tag) => tag.Key === Key)),
    ...given,
  ]);
  return {};
}

export function untagResource(state: CloudWatchState, input: UntagResourceInput): object {
  const keys = input.TagKeys ?? [];
  changeTags(state, input.ResourceARN, (tags) => tags.filter(({ Key }) => !keys.includes(Key ?? '')));
  return {};
}

type Tags = AlarmRecord['tags'];

function changeTags(state: CloudWatchState, arn: string | undefined, change: (tags: Tags) => Tags): void {
  const alarm = alarmOf(state, arn);
  state.alarms.set(alarm.description.AlarmName, { ...alarm, tags: change(alarm.tags) });
}

function alarmOf({ alarms }: CloudWatchState, arn: string | undefined): AlarmRecord {
  const alarm = [...alarms.values()].find(({ description }) => description.AlarmArn === arn);
  if (alarm) return alarm;
  throw new ServiceError('ResourceNotFoundException', `Unknown ARN: ${arn}`, 404);
}
