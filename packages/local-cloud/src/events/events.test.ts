import { Writable } from 'node:stream';
import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { LambdaClient, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it, vi } from 'vitest';
import { defaultAccount } from '../account.ts';
import type { ResourceContext } from '../cloudformation/resource-type.ts';
import { eventsRule } from '../cloudformation/resources/events-rule.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { manualClock } from '../testing/manual-clock.ts';
import { stackClient } from '../testing/stack-client.ts';
import { createEvents } from './events.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:nightly';

function withRule(
  schedule: string,
  change: { name?: string; isEnabled?: boolean; input?: string; arn?: string } = {},
) {
  const clock = manualClock('2026-07-01T10:00:00Z');
  const invoke = vi.fn<(request: { payload: string }) => Promise<unknown>>(async () => undefined);
  const events = createEvents({ account: defaultAccount, clock, invoke });
  const { name = 'night', isEnabled = true, arn = functionArn, input } = change;
  events.putRule({ name, schedule, isEnabled, targets: [{ arn, input }] });
  return { clock, invoke, events };
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
    const { clock, invoke, events } = withRule('rate(1 hour)');
    clock.moveTo('2026-07-01T13:30:00Z');
    expect(invoke).toHaveBeenCalledTimes(3);
    events.deleteRule('night');
    clock.moveTo('2026-07-02T13:00:00Z');
    expect(invoke).toHaveBeenCalledTimes(3);
  });

  it('sends its input in place of the event', () => {
    const { clock, invoke } = withRule('rate(1 hour)', { input: '{"a": 1}' });
    clock.moveTo('2026-07-01T11:00:00Z');
    expect(invoke.mock.calls[0]?.[0].payload).toBe('{"a": 1}');
  });

  it('rests while it is disabled', () => {
    const { clock, invoke } = withRule('rate(1 hour)', { isEnabled: false });
    clock.moveTo('2026-07-02T11:00:00Z');
    expect(invoke).not.toHaveBeenCalled();
  });

  it('is refused for an invalid schedule, input, target or name', () => {
    expect(() => withRule('rate(1 hours)')).toThrow('Parameter ScheduleExpression is not valid.');
    expect(() => withRule('rate(1 hour)', { input: '{' })).toThrow('JSON syntax error');
    expect(() => withRule('rate(1 hour)', { arn: 'arn:aws:sqs:us-east-1:000000000000:q' })).toThrow(
      'other than a Lambda function',
    );
    expect(() => withRule('rate(1 hour)', { name: 'a/b' })).toThrow("Expected a rule's name of 1 to 64");
  });
});

describe('a rule of a template', () => {
  const { events } = withRule('rate(1 hour)');
  const context = {
    services: { events },
    generateName: () => 'generated',
  } as unknown as ResourceContext;

  it.each([
    [{ Name: 'night', ScheduleExpression: 'rate(1 hour)' }, 'Rule night already exists.'],
    [{ ScheduleExpression: 'rate(1 hour)', State: 'PAUSED' }, 'Expected the State ENABLED or DISABLED'],
    [{}, 'Parameter(s) EventPattern or ScheduleExpression must be specified.'],
  ])('is refused for %j', async (properties, message) => {
    await expect(eventsRule.create(properties, context)).rejects.toThrow(message);
    expect(events.hasRule('generated')).toBe(false);
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
