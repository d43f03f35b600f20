import { conditionsHold } from './policy-conditions.ts';
import type { OneOrMore, PolicyDocument, PolicyStatement } from './policy-document.ts';
import { expandVariables, type RequestContext } from './policy-variables.ts';
import { escapeWildcards, matchesWildcard } from './wildcard.ts';

/** What somebody wants to do, to what, and the condition keys of the request. */
export interface AccessRequest {
  /** `dynamodb:GetItem` */
  readonly action: string;
  /** An ARN, or `*` for actions that have no resource. */
  readonly resource: string;
  readonly context?: RequestContext;
  /** For resource policies: who asks, as `AWS` ARN, `Service` or `Federated` name; `undefined` is an anonymous caller. */
  readonly principal?: Principal;
}

export interface Principal {
  readonly type: 'AWS' | 'Service' | 'Federated';
  readonly value: string;
  readonly accountId?: string;
}

export type Decision = 'allow' | 'explicit-deny' | 'implicit-deny';

/**
 * The decision of all policies together: an explicit Deny wins, then any Allow, else access is denied implicitly.
 * A permissions boundary and a session policy limit what the others allow. Statements with a `Principal` also have to name the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicies(policies: readonly PolicyDocument[], request: AccessRequest): Decision {
  let decision: Decision = 'implicit-deny';
  let isLimited = false;
  for (const policy of policies) {
    const effect = effectOf(policy, request);
    if (effect === 'Deny') return 'explicit-deny';
    if (policy.limit) isLimited ||= effect !== 'Allow';
    else if (effect === 'Allow') decision = 'allow';
  }
  return isLimited ? 'implicit-deny' : decision;
}

/** `undefined` where no statement applies. */
function effectOf(
  { Statement }: PolicyDocument,
  request: AccessRequest,
): PolicyStatement['Effect'] | undefined {
  const applying = Statement.filter((statement) => applies(statement, request));
  return (applying.find(({ Effect }) => Effect === 'Deny') ?? applying[0])?.Effect;
}

function applies(statement: PolicyStatement, request: AccessRequest): boolean {
  const context = request.context ?? {};
  const isAction = (pattern: string) => matchesWildcard(pattern.toLowerCase(), request.action.toLowerCase());
  const isResource = (pattern: string) =>
    matchesWildcard(expandVariables(pattern, context, escapeWildcards), request.resource);
  return (
    selects(statement.Action, statement.NotAction, isAction) &&
    selects(statement.Resource, statement.NotResource, isResource) &&
    namesCaller(statement, request.principal) &&
    conditionsHold(statement.Condition, context)
  );
}

/** A statement of a resource policy may leave the resource out: it is the one the policy hangs on. */
function selects(
  patterns: OneOrMore | undefined,
  exceptions: OneOrMore | undefined,
  matches: (pattern: string) => boolean,
): boolean {
  if (exceptions !== undefined) return !anyOf(exceptions, matches);
  return patterns === undefined || anyOf(patterns, matches);
}

function namesCaller({ Principal, NotPrincipal }: PolicyStatement, caller: Principal | undefined): boolean {
  if (NotPrincipal !== undefined) return !names(NotPrincipal, caller);
  return Principal === undefined || names(Principal, caller);
}

function names(
  principals: '*' | Readonly<Record<string, OneOrMore>>,
  caller: Principal | undefined,
): boolean {
  if (principals === '*') return true;
  return Object.entries(principals).some(([type, values]) =>
    anyOf(values, (value) => {
      if (value === '*' && type === 'AWS') return true;
      if (caller?.type !== type) return false;
      return value === caller.value || (type === 'AWS' && namesAccount(value, caller.accountId));
    }),
  );
}

function anyOf(values: OneOrMore, matches: (value: string) => boolean): boolean {
  return typeof values === 'string' ? matches(values) : values.some(matches);
}

function namesAccount(value: string, accountId: string | undefined): boolean {
  return value === accountId || value === `arn:aws:iam::${accountId}:root`;
}
