import { isRecord } from '../../aws/is-record.ts';
import { type PolicyDocument, parsePolicy } from '../../aws/policy/policy-document.ts';
import { authorizerFailure } from './access-denied.ts';

/** The result of an authorizer's function. */
export interface AuthorizerResult {
  readonly principalId: string;
  readonly policy: PolicyDocument;
  /** Strings, also where the function returned numbers or booleans. */
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey: string | undefined;
}

/** Reads a function's output; anything but the documented shape is the authorizer's failure. */
export function readAuthorizerResult(payload: Buffer): AuthorizerResult {
  try {
    const { principalId, policyDocument, context, usageIdentifierKey } = recordOf(
      JSON.parse(String(payload)),
    );
    if (typeof principalId !== 'string') throw new Error('expected a string for principalId');
    if (
      usageIdentifierKey !== undefined &&
      usageIdentifierKey !== null &&
      typeof usageIdentifierKey !== 'string'
    )
      throw new Error('expected a string for usageIdentifierKey');
    return {
      principalId,
      policy: policyOf(policyDocument),
      context: textsOf(context),
      usageIdentifierKey: usageIdentifierKey ?? undefined,
    };
  } catch (cause) {
    throw authorizerFailure(cause);
  }
}

function policyOf(document: unknown): PolicyDocument {
  const policy = parsePolicy(recordOf(document));
  for (const { Resource, NotResource } of policy.Statement) {
    if (Resource === undefined && NotResource === undefined) throw new Error('expected a Resource');
  }
  return policy;
}

function textsOf(context: unknown): Record<string, string> {
  const entries = Object.entries(recordOf(context ?? {})).map(([name, value]) => {
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new Error(`expected a string, a number or a boolean for ${name} of context`);
    }
    return [name, String(value)];
  });
  return Object.fromEntries(entries);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new Error('expected an object');
}
