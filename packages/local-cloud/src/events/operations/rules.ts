import type {
  DeleteRuleRequest,
  DescribeRuleRequest,
  DescribeRuleResponse,
  ListRulesRequest,
  ListRulesResponse,
  PutRuleRequest,
  PutRuleResponse,
  Rule,
  RuleState,
} from '@aws-sdk/client-eventbridge';
import { regionalArn } from '../../account.ts';
import { pageOf } from '../../aws/page-of.ts';
import { parseSchedule } from '../../schedules/schedule.ts';
import { invalid, notOffered } from '../errors.ts';
import { checkBus, ruleNamed } from '../rule-named.ts';
import { startRule } from '../start-rule.ts';
import type { EventsState, RuleRecord } from '../state.ts';

const maxPage = 100;

/** Creates a rule or replaces its settings. Its rate counts from now; its targets and tags stay. */
export function putRule(state: EventsState, input: PutRuleRequest): PutRuleResponse {
  const { Name: name = '', ScheduleExpression: expression, EventPattern, RoleArn } = input;
  checkBus(input.EventBusName);
  if (!/^[\w.-]{1,64}$/.test(name)) {
    throw invalid(`Expected a rule's name of 1 to 64 letters, digits and . - _, received ${name}.`);
  }
  if (EventPattern) throw notOffered('EventPattern of a rule');
  if (RoleArn) throw notOffered('RoleArn of a rule');
  if (!expression) throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  const schedule = parseSchedule(expression);
  if (!schedule) throw invalid('Parameter ScheduleExpression is not valid.');
  const former = state.rules.get(name);
  const record = {
    name,
    arn: regionalArn(state.account, 'events', `rule/${name}`),
    expression,
    schedule,
    description: input.Description,
    state: ruleState(input.State),
    targets: former?.targets ?? new Map(),
    tags: former?.tags ?? input.Tags ?? [],
  };
  startRule(state, record);
  return { RuleArn: record.arn };
}

export function enableRule(state: EventsState, input: DescribeRuleRequest): object {
  startRule(state, { ...ruleNamed(state, input.Name, input.EventBusName), state: 'ENABLED' });
  return {};
}

export function disableRule(state: EventsState, input: DescribeRuleRequest): object {
  startRule(state, { ...ruleNamed(state, input.Name, input.EventBusName), state: 'DISABLED' });
  return {};
}

/** A rule that does not exist is deleted already. `Force` is for rules that AWS manages, of which there are none. */
export function deleteRule(state: EventsState, input: DeleteRuleRequest): object {
  checkBus(input.EventBusName);
  const rule = state.rules.get(input.Name ?? '');
  if (rule && rule.targets.size > 0) throw invalid("Rule can't be deleted since it has targets.");
  rule?.stop();
  state.rules.delete(input.Name ?? '');
  return {};
}

export function describeRule(state: EventsState, input: DescribeRuleRequest): DescribeRuleResponse {
  return { ...described(ruleNamed(state, input.Name, input.EventBusName)), CreatedBy: state.account.id };
}

export function listRules(state: EventsState, input: ListRulesRequest): ListRulesResponse {
  checkBus(input.EventBusName);
  const rules = [...state.rules.values()]
    .filter(({ name }) => name.startsWith(input.NamePrefix ?? ''))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const { items, nextToken } = pageOf(
    rules,
    { token: input.NextToken, size: input.Limit ?? maxPage, maxSize: maxPage },
    (member) => invalid(`Invalid ${member === 'token' ? 'NextToken' : 'Limit'}`),
  );
  return { Rules: items.map(described), ...(nextToken !== undefined && { NextToken: nextToken }) };
}

function described({ name, arn, expression, description, state }: RuleRecord): Rule {
  return {
    Name: name,
    Arn: arn,
    ScheduleExpression: expression,
    State: state,
    ...(description !== undefined && { Description: description }),
    EventBusName: 'default',
  };
}

function ruleState(state: RuleState = 'ENABLED'): RuleState {
  if (state === 'ENABLED' || state === 'DISABLED') return state;
  throw invalid(`Expected the State ENABLED or DISABLED, received ${state}.`);
}
