import type {
  EvaluationResult,
  SimulatePrincipalPolicyCommandInput,
  SimulatePrincipalPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import { type Decision, evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import { parsePolicy } from '../../aws/policy/policy-document.ts';
import type { RequestContext } from '../../aws/policy/policy-variables.ts';
import { invalidInput, noSuchEntity } from '../errors.ts';
import { userPolicies } from '../identities.ts';
import { pageByMarker } from '../page-by-marker.ts';
import type { IamState } from '../state.ts';

const unused = [
  'CallerArn',
  'PermissionsBoundaryPolicyInputList',
  'PolicyExclusionList',
  'ResourceHandlingOption',
  'ResourceOwner',
  'ResourcePolicy',
] as const;

const decisions = {
  allow: 'allowed',
  'explicit-deny': 'explicitDeny',
  'implicit-deny': 'implicitDeny',
} as const;

/** What the policies of a role, user or group would say of actions. */
export function simulatePrincipalPolicy(
  state: IamState,
  input: SimulatePrincipalPolicyCommandInput,
): Omit<SimulatePrincipalPolicyCommandOutput, '$metadata'> {
  const other = unused.find((name) => input[name] !== undefined);
  if (other) throw invalidInput(`${other} is not offered by this embedded cloud.`);
  const { PolicySourceArn, ActionNames = [], ResourceArns, PolicyInputList, ContextEntries } = input;
  const added = (PolicyInputList || []).map((text) => parsePolicy(text));
  const policies = [...policiesOf(state, PolicySourceArn), ...added];
  const context: RequestContext = Object.fromEntries(
    (ContextEntries || []).map(({ ContextKeyName = '', ContextKeyValues }) => [
      ContextKeyName,
      ContextKeyValues || [],
    ]),
  );
  const results = (ActionNames || []).flatMap((action) =>
    (ResourceArns || ['*']).map((resource): EvaluationResult => {
      const decision: Decision = evaluatePolicies(policies, { action, resource, context });
      return {
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: decisions[decision],
        MatchedStatements: [],
        MissingContextValues: [],
      };
    }),
  );
  const { items, rest } = pageByMarker(results, input);
  return { EvaluationResults: items, ...rest };
}

function policiesOf(state: IamState, arn: string | undefined) {
  const user = [...state.users.values()].find(({ Arn }) => Arn === arn);
  if (user) return userPolicies(state, user.UserName);
  const holder = [...state.roles.values(), ...state.groups.values()].find(({ Arn }) => Arn === arn);
  if (holder) return holder.policies;
  throw noSuchEntity(`The entity with ARN ${arn} cannot be found.`);
}
