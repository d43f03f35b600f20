import { isRecord } from '../../aws/is-record.ts';
import { type PolicyDocument, parsePolicy } from '../../aws/policy/policy-document.ts';
import { authorizerFailure } from './access-denied.ts';

/** What the function of an authorizer found out. */
export interface AuthorizerResult {
  readonly principalId: string;
  readonly policy: PolicyDocument;
  /** Always texts, whatever the function returned. */
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey: string | undefined;
}

/** Reads a function's output; anything but the documented shape is the authorizer's failure. */
export function readAuthorizerResult(payload: Buffer): AuthorizerResult {
  try {
    const { principalId, policyDocument, context, usageIdentifierKey } = recordOf(
      JSON.parse(String(payload)),
    );
    if (typeof principalId !== 'string') throw new Error('expected text for principalId');
    if (
      usageIdentifierKey !== undefined &&
      usageIdentifierKey !== null &&
      typeof usageIdentifierKey !== 'string'
    )
      throw new Error('expected text for usageIdentifierKey');
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
      throw new Error(`expected text, a number or a boolean for ${name} of context`);
    }
    return [name, String(value)];
  });
  return Object.fromEntries(entries);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new Error('expected an object');
}
