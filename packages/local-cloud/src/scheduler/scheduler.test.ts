import { Writable } from 'node:stream';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { trust } from '../testing/logging-role.ts';
import { manualClock } from '../testing/manual-clock.ts';
import { stackClient } from '../testing/stack-client.ts';

const clock = manualClock('2026-07-01T10:00:00Z');
const lines: string[] = [];
const waiting = new Set<() => void>();
const functionOutput = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk));
    for (const check of waiting) check();
    done();
  },
});
const cloud = withCloud({ clock, functionOutput });

function written(text: string): Promise<void> {
  return new Promise((resolve) => {
    const check = () => lines.join('').includes(text) && resolve();
    waiting.add(check);
    check();
  });
}

function nextReport(): Promise<string> {
  return new Promise((resolve) => {
    const spy = vi.spyOn(console, 'error').mockImplementation((...words) => {
      spy.mockRestore();
      resolve(words.join(' '));
    });
  });
}

const template = (properties: object) => ({
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: {
    Report: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        FunctionName: 'report',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        InlineCode: 'exports.handler = async (event) => console.log(JSON.stringify(event));',
        Events: { Tick: { Type: 'ScheduleV2', Properties: properties } },
      },
    },
  },
});

const Arn = 'arn:aws:lambda:us-east-1:000000000000:function:report';
let RoleArn = '';
let scheduler: SchedulerClient;

beforeAll(async () => {
  scheduler = cloud.client(SchedulerClient);
  const AssumeRolePolicyDocument = trust('scheduler.amazonaws.com');
  const role = new CreateRoleCommand({ RoleName: 'caller', AssumeRolePolicyDocument });
  RoleArn = (await cloud.client(IAMClient).send(role)).Role?.Arn ?? '';
});

function create(Name: string, change: Partial<CreateScheduleCommandInput> = {}) {
  return scheduler.send(
    new CreateScheduleCommand({
      Name,
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn, RoleArn },
      ...change,
    }),
  );
}

describe('the ScheduleV2 event of SAM', () => {
  it('calls the function in its role and time zone, until the stack is deleted', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'reports');
    const ScheduleExpressionTimezone = 'Europe/Berlin';
    await stack.create(template({ ScheduleExpression: 'cron(0 22 * * ? *)', ScheduleExpressionTimezone }));
    clock.moveTo('2026-07-01T20:00:00Z');
    await written('"time":"2026-07-01T20:00:00Z"');
    const event = lines.join('').match(/\{"version".*\}/)?.[0] ?? '{}';
    expect(JSON.parse(event)).toMatchObject({
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      resources: ['arn:aws:scheduler:us-east-1:000000000000:schedule/default/ReportTick'],
      detail: '{}',
    });

    const Input = '{"at":"<aws.scheduler.scheduled-time>"}';
    await stack.update(template({ ScheduleExpression: 'at(2026-07-02T12:00:00)', Input }));
    clock.moveTo('2026-07-02T12:00:00Z');
    await written('{"at":"2026-07-02T12:00:00Z"}');
    await stack.delete();
    await expect(scheduler.send(new GetScheduleCommand({ Name: 'ReportTick' }))).rejects.toThrow(
      'Schedule ReportTick does not exist.',
    );
  });
});

describe('EventBridge Scheduler by the SDK', () => {
  it('creates, describes, lists, updates and deletes schedules', async () => {
    const StartDate = new Date('2026-08-01T00:00:00Z');
    const change = { StartDate, Description: 'Hourly', ScheduleExpressionTimezone: 'Asia/Tokyo' };
    const { ScheduleArn } = await create('hourly', change);
    const get = () => scheduler.send(new GetScheduleCommand({ Name: 'hourly', GroupName: 'default' }));
    expect(await get()).toMatchObject({
      ...{ ...change, Name: 'hourly', Arn: ScheduleArn, GroupName: 'default', State: 'ENABLED' },
      ...{
        ScheduleExpression: 'rate(1 hour)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn, RoleArn },
      },
      ...{ ActionAfterCompletion: 'NONE', CreationDate: new Date(clock.now()) },
    });
    await expect(create('hourly')).rejects.toMatchObject({ name: 'ConflictException' });
    const FlexibleTimeWindow = { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 } as const;
    const settings = { ScheduleExpression: 'rate(1 day)', FlexibleTimeWindow, State: 'DISABLED' } as const;
    await scheduler.send(
      new UpdateScheduleCommand({ Name: 'hourly', Target: { Arn, RoleArn }, ...settings }),
    );
    const updated = await get();
    expect(updated).toMatchObject({ ...settings, ScheduleExpressionTimezone: 'UTC' });
    expect([updated.StartDate, updated.Description]).toEqual([undefined, undefined]);
    const listed = async (input: object) =>
      (await scheduler.send(new ListSchedulesCommand(input))).Schedules?.map(({ Name }) => Name);
    expect(await listed({ NamePrefix: 'hour', State: 'DISABLED', GroupName: 'default' })).toEqual(['hourly']);
    expect(await listed({ State: 'ENABLED' })).toEqual([]);
    await scheduler.send(new DeleteScheduleCommand({ Name: 'hourly' }));
    expect(await listed({})).toEqual([]);
  });

  it('has the group default, and no other', async () => {
    const { ScheduleGroups } = await scheduler.send(new ListScheduleGroupsCommand({}));
    const group = await scheduler.send(new GetScheduleGroupCommand({ Name: 'default' }));
    expect(ScheduleGroups).toMatchObject([{ Name: 'default', State: 'ACTIVE', Arn: group.Arn }]);
    await expect(create('other', { GroupName: 'mine' })).rejects.toThrow(
      'Schedule group mine does not exist.',
    );
  });

  it.each<[string, Partial<CreateScheduleCommandInput>]>([
    ['Invalid Schedule Expression rate(1 hours).', { ScheduleExpression: 'rate(1 hours)' }],
    ['Invalid Schedule Expression Timezone Mars.', { ScheduleExpressionTimezone: 'Mars' }],
    ['must come before the EndDate', { StartDate: new Date(2000), EndDate: new Date(1000) }],
    ['Expected a FlexibleTimeWindow', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }],
    ['must allow AWS EventBridge Scheduler to assume', { Target: { Arn, RoleArn: 'arn:aws:iam::0:role/x' } }],
    ['other than a Lambda function', { Target: { Arn: 'arn:aws:sqs:us-east-1:0:q', RoleArn: 'r' } }],
    ['SqsParameters of a target', { Target: { Arn, RoleArn: 'r', SqsParameters: {} } }],
    ['Expected JSON for the Input', { Target: { Arn, RoleArn: 'r', Input: '{' } }],
  ])('refuses a schedule: %s', async (message, change) => {
    await expect(create('refused', change)).rejects.toThrow(message);
  });

  it('reports a role that may not call the function, and deletes a schedule that has ended', async () => {
    const report = nextReport();
    await create('once', {
      ScheduleExpression: 'at(2026-07-03T00:00:00)',
      ActionAfterCompletion: 'DELETE',
    });
    clock.moveTo('2026-07-03T00:00:00Z');
    expect(await report).toContain('no identity-based policy allows the lambda:InvokeFunction action');
    await expect(scheduler.send(new GetScheduleCommand({ Name: 'once' }))).rejects.toThrow('does not exist');
  });

  it('fires a rate at once, with its role', async () => {
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: Arn },
    });
    const policy = { RoleName: 'caller', PolicyName: 'call', PolicyDocument };
    await cloud.client(IAMClient).send(new PutRolePolicyCommand(policy));
    const report = nextReport();
    await create('now', { ScheduleExpression: 'rate(1 day)' });
    clock.moveTo(new Date(clock.now()).toISOString());
    // The stack of the function is deleted.
    expect(await report).toContain('ResourceNotFoundException: Function not found');
  });
});
