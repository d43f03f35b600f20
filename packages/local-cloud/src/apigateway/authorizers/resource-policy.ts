import { regionalArn } from '../../account.ts';
import { evaluatePolicies } from '../../aws/policy/evaluate-policies.ts';
import { conditionsHold } from '../../aws/policy/policy-conditions.ts';
import { type PolicyDocument, type PolicyStatement, parsePolicy } from '../../aws/policy/policy-document.ts';
import { badRequest } from '../errors.ts';
import type { Authorization, Exchange } from '../exchange.ts';
import { deniedByPolicy } from './access-denied.ts';
import { accessRequest } from './access-request.ts';

/** The policies of the API of an exchange: one, or an empty list. */
export type ResourcePolicy = (exchange: Exchange) => readonly PolicyDocument[];

/** The policy of an API, from a JSON string or its value. Throws AWS's BadRequestException. */
export function parseResourcePolicy(source: unknown): PolicyDocument {
  try {
    const policy = parsePolicy(source);
    for (const statement of policy.Statement) checkStatement(statement);
    return policy;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw badRequest(
      `Invalid policy document. Please check the policy syntax and ensure that Principals are valid. (${reason})`,
    );
  }
}

/** Compiles the policy of one API. Its id completes ARNs of the short form `execute-api:/stage/GET/path`. */
export function compileResourcePolicy(policy: PolicyDocument | undefined): ResourcePolicy {
  if (!policy) return () => [];
  let expanded: readonly PolicyDocument[] | undefined;
  return (exchange) => (expanded ??= [withWholeArns(policy, exchange)]);
}

/** For methods without an authorizer and after authorizers without policies: the API's own policy has to allow the call. */
export async function requireResourcePolicy(
  policy: ResourcePolicy,
  exchange: Exchange,
): Promise<Authorization> {
  const policies = policy(exchange);
  if (policies.length === 0) return {};
  const decision = evaluatePolicies(policies, accessRequest(exchange));
  if (decision !== 'allow') throw deniedByPolicy(exchange, undefined, decision);
  return {};
}

function checkStatement({
  Principal,
  NotPrincipal,
  Resource,
  NotResource,
  Condition,
}: PolicyStatement): void {
  if (NotPrincipal !== undefined) throw new Error('NotPrincipal is not offered by this embedded cloud');
  if (Principal !== '*' && (Principal === null || typeof Principal !== 'object')) {
    throw new Error('expected a Principal in each statement');
  }
  if ([Resource ?? NotResource ?? []].flat().length === 0) {
    throw new Error('expected a Resource in each statement');
  }
  for (const [operator, keys] of Object.entries(Condition ?? {})) {
    // Throws for an unknown operator.
    conditionsHold({ [operator]: keys }, {});
  }
}

function withWholeArns({ Statement, ...policy }: PolicyDocument, exchange: Exchange): PolicyDocument {
  const api = `${regionalArn(exchange.account, 'execute-api', exchange.apiId)}/`;
  const whole = (resources: string | readonly string[]) =>
    [resources].flat().map((resource) => resource.replace(/^execute-api:\//, api));
  return {
    ...policy,
    Statement: Statement.map(({ Resource, NotResource, ...statement }) => ({
      ...statement,
      ...(Resource !== undefined && { Resource: whole(Resource) }),
      ...(NotResource !== undefined && { NotResource: whole(NotResource) }),
    })),
  };
}
