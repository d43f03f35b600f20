import { type Account, regionalArn } from '../account.ts';
import { invalidParameter, invalidValue, notFound } from './errors.ts';

export interface FunctionAddress {
  readonly name: string;
  /** A version number, an alias or `$LATEST`. */
  readonly qualifier: string | undefined;
}

const pattern =
  /^(?:arn:aws:lambda:([a-z0-9-]+):)?(?:(\d{12}):)?(?:function:)?([\w-]{1,64})(?::(\$LATEST|[\w-]{1,128}))?$/;

/** Reads a name, an ARN or a partial ARN, with or without a qualifier; a separate qualifier must be the same one. */
export function functionAddress(
  account: Account,
  text: string | undefined,
  givenQualifier?: string | undefined,
): FunctionAddress {
  const [, region = account.region, accountId = account.id, name, qualifier] = pattern.exec(text ?? '') ?? [];
  if (name === undefined) {
    throw invalidValue(
      text,
      'functionName',
      `Member must satisfy regular expression pattern: ${documentedPattern}`,
    );
  }
  if (qualifier && givenQualifier && qualifier !== givenQualifier) {
    throw invalidParameter(
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  if (region !== account.region) {
    throw notFound(`Functions from '${region}' are not reachable in this region ('${account.region}')`);
  }
  if (accountId !== account.id) {
    throw notFound(`Function not found: ${text}`);
  }
  return { name, qualifier: qualifier ?? givenQualifier };
}

const documentedPattern =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';

export function functionArn(account: Account, name: string, qualifier?: string | undefined): string {
  return regionalArn(account, 'lambda', `function:${name}${qualifier ? `:${qualifier}` : ''}`);
}
