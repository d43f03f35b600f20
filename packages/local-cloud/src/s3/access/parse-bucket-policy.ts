import { conditionsHold } from '../../aws/policy/policy-conditions.ts';
import { type PolicyDocument, type PolicyStatement, parsePolicy } from '../../aws/policy/policy-document.ts';
import { matchesWildcard } from '../../aws/policy/wildcard.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { notImplemented } from '../errors.ts';

const maxPolicyBytes = 20 * 1024;
const principalTypes = new Set(['AWS', 'CanonicalUser', 'Federated', 'Service']);

/** A policy that may hang on the bucket; throws `MalformedPolicy` with S3's words for what is wrong. */
export function parseBucketPolicy(text: string, bucket: string): PolicyDocument {
  if (Buffer.byteLength(text) > maxPolicyBytes) {
    throw new ServiceError('PolicyTooLarge', 'Policy exceeds the maximum allowed document size.');
  }
  if (!text.startsWith('{')) {
    throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
  }
  try {
    const policy = parsePolicy(text);
    for (const statement of policy.Statement) checkStatement(statement, bucket);
    return policy;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'MalformedPolicyDocument') {
      throw malformedPolicy(error.message);
    }
    throw error;
  }
}

function checkStatement(statement: PolicyStatement, bucket: string): void {
  const { Principal, Action, NotAction, Resource, NotResource, Condition } = statement;
  if (statement.NotPrincipal !== undefined) throw notImplemented('NotPrincipal in a bucket policy');
  if (Principal === undefined) throw malformedPolicy('Missing required field Principal');
  if (Principal !== '*' && !isPrincipal(Principal)) throw malformedPolicy('Invalid principal in policy');
  const actions = [Action ?? NotAction ?? []].flat();
  if (!actions.every((action) => /^(\*|s3:[\w*?]+)$/i.test(action))) {
    throw malformedPolicy('Policy has invalid action');
  }
  const resources = [Resource ?? NotResource ?? []].flat();
  if (resources.length === 0) throw malformedPolicy('Missing required field Resource');
  if (!resources.every((resource) => belongsTo(bucket, resource))) {
    throw malformedPolicy('Policy has invalid resource');
  }
  // Refuses unknown operators.
  conditionsHold(Condition, {});
}

function isPrincipal(principal: unknown): boolean {
  if (typeof principal !== 'object' || principal === null) return false;
  const entries = Object.entries(principal);
  return entries.length > 0 && entries.every(([type]) => principalTypes.has(type));
}

function belongsTo(bucket: string, resource: string): boolean {
  const [, name] = /^arn:aws:s3:::([^/]+)/.exec(resource) ?? [];
  return name !== undefined && matchesWildcard(name, bucket);
}

function malformedPolicy(message: string): ServiceError {
  return new ServiceError('MalformedPolicy', message);
}
