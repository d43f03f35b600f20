import * as sdk from '@aws-sdk/client-scheduler';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { createIam } from '../iam/iam.ts';
import { trust } from '../testing/logging-role.ts';
import { manualClock } from '../testing/manual-clock.ts';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { createScheduler, schedulerService } from './scheduler.ts';

const iam = createIam(defaultAccount);
const AssumeRolePolicyDocument = trust('scheduler.amazonaws.com');
const { Arn: RoleArn = '' } =
  iam.operations.CreateRole({ RoleName: 'r', AssumeRolePolicyDocument }).Role ?? {};
const Target = { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f', RoleArn };
const schedule = {
  Name: 's',
  ScheduleExpression: 'rate(1 day)',
  FlexibleTimeWindow: { Mode: 'OFF' as const },
  Target,
};

/** A repeated creation is refused whatever its token; the one group is a page of its own. */
const nothing = / ClientToken$|^ListScheduleGroups (NextToken|MaxResults)$/;

function create() {
  const clock = manualClock('2026-01-01T00:00:00Z');
  return createScheduler({ account: defaultAccount, clock, iam, invoke: async () => undefined }).operations;
}

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.SchedulerClient,
    operations: Object.keys(create()),
    prepare(operation) {
      const operations = create();
      if (operation !== 'CreateSchedule') operations.CreateSchedule(schedule);
      return { operations, serve: schedulerService, shown: () => operations.GetSchedule({ Name: 's' }) };
    },
    samples: {
      ...schedule,
      GroupName: 'default',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      ActionAfterCompletion: 'DELETE',
      State: 'DISABLED',
      Input: '{}',
      'FlexibleTimeWindow.*': { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1 },
      'GetScheduleGroup.Name': 'default',
      NamePrefix: 's',
      StartDate: new Date('2026-02-01T00:00:00Z'),
      EndDate: new Date('2026-03-01T00:00:00Z'),
    },
  });
  expect(vanished.filter((member) => !nothing.test(member))).toEqual([]);
});
