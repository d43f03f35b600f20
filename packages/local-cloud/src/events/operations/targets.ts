import type {
  ListRuleNamesByTargetRequest,
  ListRuleNamesByTargetResponse,
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
  PutTargetsRequest,
  PutTargetsResponse,
  RemoveTargetsRequest,
  RemoveTargetsResponse,
  Target,
} from '@aws-sdk/client-eventbridge';
import { pageOf } from '../../aws/page-of.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { isFunctionArn, isJson } from '../../schedules/call-function.ts';
import { invalid, notOffered } from '../errors.ts';
import { checkBus, ruleNamed } from '../rule-named.ts';
import type { EventsState } from '../state.ts';

const maxTargets = 5;
const maxPage = 100;

/** Adds targets to a rule; one of the same id is replaced. */
export function putTargets(state: EventsState, input: PutTargetsRequest): PutTargetsResponse {
  const rule = ruleNamed(state, input.Rule, input.EventBusName);
  const targets = new Map(rule.targets);
  for (const target of input.Targets ?? []) targets.set(checkedId(target), target);
  if (targets.size > maxTargets) {
    throw new ServiceError(
      'LimitExceededException',
      `The requested resource exceeds the maximum number allowed: ${maxTargets} targets of a rule.`,
    );
  }
  state.rules.set(rule.name, { ...rule, targets });
  return { FailedEntryCount: 0, FailedEntries: [] };
}

export function removeTargets(state: EventsState, input: RemoveTargetsRequest): RemoveTargetsResponse {
  const rule = ruleNamed(state, input.Rule, input.EventBusName);
  const ids = input.Ids ?? [];
  const targets = new Map([...rule.targets].filter(([id]) => !ids.includes(id)));
  state.rules.set(rule.name, { ...rule, targets });
  const FailedEntries = ids
    .filter((id) => !rule.targets.has(id))
    .map((TargetId) => ({
      TargetId,
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Target ${TargetId} does not exist.`,
    }));
  return { FailedEntryCount: FailedEntries.length, FailedEntries };
}

export function listTargetsByRule(
  state: EventsState,
  input: ListTargetsByRuleRequest,
): ListTargetsByRuleResponse {
  const { targets } = ruleNamed(state, input.Rule, input.EventBusName);
  const { items, ...rest } = page([...targets.values()], input);
  return { Targets: items, ...rest };
}

export function listRuleNamesByTarget(
  state: EventsState,
  input: ListRuleNamesByTargetRequest,
): ListRuleNamesByTargetResponse {
  checkBus(input.EventBusName);
  const names = [...state.rules.values()]
    .filter(({ targets }) => [...targets.values()].some(({ Arn }) => Arn === input.TargetArn))
    .map(({ name }) => name)
    .toSorted();
  const { items, ...rest } = page(names, input);
  return { RuleNames: items, ...rest };
}

function page<Item>(
  all: readonly Item[],
  {
    NextToken,
    Limit = maxPage,
  }: { readonly NextToken?: string | undefined; readonly Limit?: number | undefined },
) {
  const request = { token: NextToken, size: Limit, maxSize: maxPage };
  const { items, nextToken } = pageOf(all, request, (member) =>
    invalid(`Invalid ${member === 'token' ? 'NextToken' : 'Limit'}`),
  );
  return { items, ...(nextToken !== undefined && { NextToken: nextToken }) };
}

/** An event in a function's queue has arrived, so that a RetryPolicy is kept and there is nothing to retry. */
const targetMembers = ['Arn', 'Id', 'Input', 'RetryPolicy'];

function checkedId(target: Target): string {
  const { Id = '', Arn = '', Input } = target;
  if (!/^[\w.-]{1,64}$/.test(Id)) {
    throw invalid(`Expected a target's Id of 1 to 64 letters, digits and . - _, received ${Id}.`);
  }
  const other = Object.keys(target).find((member) => !targetMembers.includes(member));
  if (other) throw notOffered(`${other} of a target`);
  if (!isFunctionArn(Arn)) throw notOffered(`A target other than a Lambda function (${Arn})`);
  if (Input !== undefined && !isJson(Input)) throw invalid(`JSON syntax error in input for target ${Id}.`);
  return Id;
}
