import { Writable } from 'node:stream';
import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import * as sdk from '@aws-sdk/client-eventbridge';
import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  type PutRuleRequest,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  type Target,
  UntagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import { LambdaClient, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it, vi } from 'vitest';
import { defaultAccount } from '../account.ts';
import type { ResourceContext } from '../cloudformation/resource-type.ts';
import { eventsRule } from '../cloudformation/resources/events-rule.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { manualClock } from '../testing/manual-clock.ts';
import { sdkInputTypes } from '../testing/sdk-input-types.ts';
import { stackClient } from '../testing/stack-client.ts';
import { createEvents } from './events.ts';
import { eventsInputTypes } from './events-input-types.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:nightly';

function withRule(
  ScheduleExpression: string,
  change: Pick<PutRuleRequest, 'State'> & { Name?: string } & Pick<Partial<Target>, 'Arn' | 'Input'> = {},
) {
  const clock = manualClock('2026-07-01T10:00:00Z');
  const invoke = vi.fn<(request: { payload: string }) => Promise<unknown>>(async () => undefined);
  const { operations } = createEvents({ account: defaultAccount, clock, invoke });
  const { Name = 'night', State, Arn = functionArn, Input } = change;
  operations.PutRule({ Name, ScheduleExpression, State });
  operations.PutTargets({ Rule: Name, Targets: [{ Id: 'one', Arn, ...(Input && { Input }) }] });
  return { clock, invoke, operations };
}

describe('a rule', () => {
  it('sends the scheduled event on behalf of itself', () => {
    const { clock, invoke } = withRule('cron(0 12 * * ? *)');
    clock.moveTo('2026-07-01T11:59:59Z');
    expect(invoke).not.toHaveBeenCalled();
    clock.moveTo('2026-07-01T12:00:00Z');
    const sourceArn = 'arn:aws:events:us-east-1:000000000000:rule/night';
    expect(invoke).toHaveBeenCalledExactlyOnceWith({
      functionName: functionArn,
      invocationType: 'Event',
      payload: expect.any(String),
      principal: { service: 'events.amazonaws.com', sourceArn },
    });
    expect(JSON.parse(invoke.mock.calls[0]?.[0].payload ?? '')).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '000000000000',
      time: '2026-07-01T12:00:00Z',
      region: 'us-east-1',
      resources: [sourceArn],
      detail: {},
    });
  });

  it('fires again and again until it is deleted', () => {
    const { clock, invoke, operations } = withRule('rate(1 hour)');
    clock.moveTo('2026-07-01T13:30:00Z');
    expect(invoke).toHaveBeenCalledTimes(3);
    operations.RemoveTargets({ Rule: 'night', Ids: ['one'] });
    operations.DeleteRule({ Name: 'night' });
    clock.moveTo('2026-07-02T13:00:00Z');
    expect(invoke).toHaveBeenCalledTimes(3);
  });

  it('sends its input in place of the event', () => {
    const { clock, invoke } = withRule('rate(1 hour)', { Input: '{"a": 1}' });
    clock.moveTo('2026-07-01T11:00:00Z');
    expect(invoke.mock.calls[0]?.[0].payload).toBe('{"a": 1}');
  });

  it('rests while it is disabled', () => {
    const { clock, invoke } = withRule('rate(1 hour)', { State: 'DISABLED' });
    clock.moveTo('2026-07-02T11:00:00Z');
    expect(invoke).not.toHaveBeenCalled();
  });

  it('is refused for an invalid schedule, input, target or name', () => {
    expect(() => withRule('rate(1 hours)')).toThrow('Parameter ScheduleExpression is not valid.');
    expect(() => withRule('rate(1 hour)', { Input: '{' })).toThrow('JSON syntax error');
    expect(() => withRule('rate(1 hour)', { Arn: 'arn:aws:sqs:us-east-1:000000000000:q' })).toThrow(
      'other than a Lambda function',
    );
    expect(() => withRule('rate(1 hour)', { Name: 'a/b' })).toThrow("Expected a rule's name of 1 to 64");
  });
});

describe('EventBridge by the SDK', () => {
  const cloud = withCloud({ clock: manualClock('2026-07-01T10:00:00Z') });

  it('has the type of every member of every input', () => {
    const { operations } = withRule('rate(1 hour)');
    expect(eventsInputTypes).toEqual(sdkInputTypes(sdk, Object.keys(operations)));
  });

  it('puts, describes, lists, tags and deletes rules and their targets', async () => {
    const client = cloud.client(EventBridgeClient);
    const Name = 'by-sdk';
    const target = { Id: 'one', Arn: functionArn, Input: '{"a":1}' };
    const { RuleArn = '' } = await client.send(
      new PutRuleCommand({ Name, ScheduleExpression: 'rate(1 day)', Description: 'Daily' }),
    );
    await client.send(new PutTargetsCommand({ Rule: Name, Targets: [target] }));
    await client.send(new DisableRuleCommand({ Name, EventBusName: 'default' }));
    expect(await client.send(new DescribeRuleCommand({ Name }))).toMatchObject({
      ...{ Name, Arn: RuleArn, ScheduleExpression: 'rate(1 day)', State: 'DISABLED', Description: 'Daily' },
      ...{ EventBusName: 'default', CreatedBy: '000000000000' },
    });
    await client.send(new EnableRuleCommand({ Name }));
    const { Rules } = await client.send(new ListRulesCommand({ NamePrefix: 'by-' }));
    expect(Rules).toMatchObject([{ Name, State: 'ENABLED' }]);
    expect((await client.send(new ListTargetsByRuleCommand({ Rule: Name }))).Targets).toEqual([target]);
    const byTarget = await client.send(new ListRuleNamesByTargetCommand({ TargetArn: functionArn }));
    expect(byTarget.RuleNames).toEqual([Name]);

    await client.send(
      new TagResourceCommand({ ResourceARN: RuleArn, Tags: [{ Key: 'team', Value: 'blue' }] }),
    );
    const tags = async () =>
      (await client.send(new ListTagsForResourceCommand({ ResourceARN: RuleArn }))).Tags;
    expect(await tags()).toEqual([{ Key: 'team', Value: 'blue' }]);
    await client.send(new UntagResourceCommand({ ResourceARN: RuleArn, TagKeys: ['team'] }));
    expect(await tags()).toEqual([]);

    await expect(client.send(new DeleteRuleCommand({ Name }))).rejects.toThrow('since it has targets');
    const removed = await client.send(new RemoveTargetsCommand({ Rule: Name, Ids: ['one', 'two'] }));
    expect(removed).toMatchObject({ FailedEntryCount: 1, FailedEntries: [{ TargetId: 'two' }] });
    await client.send(new DeleteRuleCommand({ Name }));
    await expect(client.send(new DescribeRuleCommand({ Name }))).rejects.toThrow(
      `Rule ${Name} does not exist on EventBus default.`,
    );
  });

  it.each([
    [{ EventPattern: '{}' }, 'EventPattern of a rule is not offered'],
    [
      { ScheduleExpression: 'rate(1 day)', RoleArn: 'arn:aws:iam::0:role/r' },
      'RoleArn of a rule is not offered',
    ],
    [{ ScheduleExpression: 'rate(1 day)', EventBusName: 'mine' }, 'Event bus mine does not exist.'],
  ])('refuses a rule with %j', async (input, message) => {
    const put = new PutRuleCommand({ Name: 'other', ...input });
    await expect(cloud.client(EventBridgeClient).send(put)).rejects.toThrow(message);
  });

  it('refuses what a target has besides its function and input', () => {
    const { operations } = withRule('rate(1 hour)');
    const put = (Targets: Target[]) => () => operations.PutTargets({ Rule: 'night', Targets });
    expect(put([{ Id: 'a', Arn: functionArn, InputPath: '$' }])).toThrow(
      'InputPath of a target is not offered',
    );
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((Id) => ({ Id, Arn: functionArn }));
    expect(put(six)).toThrow('5 targets of a rule');
  });
});

describe('a rule of a template', () => {
  const { operations } = withRule('rate(1 hour)');
  const context = {
    services: { events: { operations } },
    generateName: () => 'generated',
  } as unknown as ResourceContext;

  it.each([
    [{ Name: 'night', ScheduleExpression: 'rate(1 hour)' }, 'Rule night already exists.'],
    [{ ScheduleExpression: 'rate(1 hour)', State: 'PAUSED' }, 'Expected the State ENABLED or DISABLED'],
    [{}, 'Parameter(s) EventPattern or ScheduleExpression must be specified.'],
  ])('is refused for %j', async (properties, message) => {
    await expect(eventsRule.create(properties, context)).rejects.toThrow(message);
    expect(operations.ListRules({ NamePrefix: 'generated' }).Rules).toEqual([]);
  });
});

describe('the Schedule event of SAM', () => {
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
      const check = () => {
        if (lines.join('').includes(text)) resolve();
      };
      waiting.add(check);
      check();
    });
  }

  const template = (Schedule: string) => ({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Nightly: {
        Type: 'AWS::Serverless::Function',
        Properties: {
          FunctionName: 'nightly',
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          InlineCode: 'exports.handler = async (event) => console.log("came at " + event.time);',
          Events: { Night: { Type: 'Schedule', Properties: { Schedule } } },
        },
      },
    },
  });

  it('calls the function as its permission allows, until the stack is deleted', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'nights');
    await stack.create(template('cron(0 22 * * ? *)'));
    clock.moveTo('2026-07-01T22:00:00Z');
    await written('came at 2026-07-01T22:00:00Z');

    await stack.update(template('cron(0 23 * * ? *)'));
    clock.moveTo('2026-07-02T23:00:00Z');
    await written('came at 2026-07-02T23:00:00Z');
    expect(lines.join('')).not.toContain('2026-07-02T22');

    await stack.delete();
    const reports = vi.spyOn(console, 'error').mockImplementation(() => {});
    clock.moveTo('2026-07-04T00:00:00Z');
    expect(reports).not.toHaveBeenCalled();
    reports.mockRestore();
  });

  it('reports a function that no longer permits it', async () => {
    const cloudformation = cloud.client(CloudFormationClient);
    await stackClient(cloudformation, 'closed').create(template('rate(1 day)'));
    const permission = { StackName: 'closed', LogicalResourceId: 'NightlyNightPermission' };
    const { StackResourceDetail } = await cloudformation.send(new DescribeStackResourceCommand(permission));
    const StatementId = StackResourceDetail?.PhysicalResourceId;
    await cloud
      .client(LambdaClient)
      .send(new RemovePermissionCommand({ FunctionName: 'nightly', StatementId }));
    const report = new Promise<string>((resolve) => {
      vi.spyOn(console, 'error').mockImplementation((...words) => resolve(words.join(' ')));
    });
    clock.moveTo('2026-07-05T12:00:00Z');
    expect(await report).toContain('AccessDeniedException');
    vi.restoreAllMocks();
  });
});
