import * as sdk from '@aws-sdk/client-eventbridge';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { manualClock } from '../testing/manual-clock.ts';
import { vanishedJsonMembers } from '../testing/vanished-json-members.ts';
import { createEvents } from './events.ts';
import { eventsInputTypes } from './events-input-types.ts';

const Arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const ResourceARN = 'arn:aws:events:us-east-1:000000000000:rule/r';
const clock = manualClock('2026-01-01T00:00:00Z');
const rule = { Name: 'r', ScheduleExpression: 'rate(1 day)' };

/** `Force` is for rules that AWS manages, of which this cloud has none. */
const nothing = /^(DeleteRule|RemoveTargets) Force$/;

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedJsonMembers({
    sdk,
    Client: sdk.EventBridgeClient,
    inputTypes: eventsInputTypes,
    create: () => createEvents({ account: defaultAccount, clock, invoke: async () => undefined }),
    prepare(operations, operation) {
      if (operation === 'PutRule') return;
      operations.PutRule(rule);
      if (operation === 'ListRuleNamesByTarget')
        operations.PutTargets({ Rule: 'r', Targets: [{ Id: 'one', Arn }] });
    },
    shown: (operations) => [
      operations.ListTargetsByRule({ Rule: 'r' }),
      operations.ListTagsForResource({ ResourceARN }),
    ],
    samples: {
      ...rule,
      Arn,
      ResourceARN,
      Rule: 'r',
      // The defaults are in every response.
      State: 'DISABLED',
      EventBusName: 'other',
      Id: 'one',
      Input: '{}',
    },
    besides: { PutRule: rule },
  });
  expect(vanished.filter((member) => !nothing.test(member))).toEqual([]);
});
