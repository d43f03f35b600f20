import { type Account, regionalArn } from '../account.ts';
import { invalidParameter, invalidValue, notFound } from './errors.ts';

export interface FunctionAddress {
  readonly name: string;
  /** A version number, an alias or `$LATEST`. */
  readonly qualifier: string | undefined;
}

const pattern =
  /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:((?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([\w.-]+)(?::(\$LATEST(?:\.PUBLISHED)?|[\w-]+))?$/;

const documentedArn =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?';
const documentedName = '([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?';
const documentedNewName = '([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';
const documentedQualifier = '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+';
const longestQualifier = 128;

/** Reads a name, an ARN or a partial ARN, with or without a qualifier; a separate qualifier must be the same one. */
export function functionAddress(
  account: Account,
  text: string | undefined,
  givenQualifier?: string | undefined,
): FunctionAddress {
  checkQualifier(givenQualifier);
  const [, region = account.region, accountId = account.id, name, qualifier] = pattern.exec(text ?? '') ?? [];
  if (name === undefined) throw invalidName(text, documentedName);
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

/** The name of a function that is to be created, whose length has limits of its own. */
export function newFunctionName(account: Account, text = ''): string {
  if (text.length > 140)
    throw invalidValue(text, 'functionName', 'Member must have length less than or equal to 140');
  if (text.includes('.') || !pattern.test(text)) throw invalidName(text, documentedNewName);
  const { name } = functionAddress(account, text);
  if (name.length <= 64) return name;
  throw invalidParameter(
    invalidValue(text, 'functionName', 'Member must have length less than or equal to 64').message,
  );
}

function invalidName(text: string | undefined, documented: string) {
  const constraint = `Member must satisfy regular expression pattern: ${documentedArn}${documented}`;
  return invalidValue(text, 'functionName', constraint);
}

function checkQualifier(qualifier = ''): void {
  if (qualifier.length > longestQualifier) {
    const constraint = `Member must have length less than or equal to ${longestQualifier}`;
    throw invalidValue(qualifier, 'qualifier', constraint);
  }
  if (/^(?:\$LATEST\.PUBLISHED|[\w$-]*)$/.test(qualifier)) return;
  const constraint = `Member must satisfy regular expression pattern: ${documentedQualifier}`;
  throw invalidValue(qualifier, 'qualifier', constraint);
}

export function functionArn(account: Account, name: string, qualifier?: string | undefined): string {
  return regionalArn(account, 'lambda', `function:${name}${qualifier ? `:${qualifier}` : ''}`);
}
