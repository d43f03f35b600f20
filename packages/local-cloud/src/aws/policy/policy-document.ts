import { isRecord } from '../is-record.ts';
import { ServiceError } from '../service-error.ts';

export type OneOrMore = string | readonly string[];

/** One statement of a policy, as AWS's policy grammar has it. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, OneOrMore>>;
  readonly NotPrincipal?: '*' | Readonly<Record<string, OneOrMore>>;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly PolicyStatement[];
  /** It allows nothing by itself: what other policies allow has to be allowed by it too. No text of a policy has this. */
  readonly limit?: 'permissions boundary' | 'session policy';
}

const documentMembers = new Set(['Version', 'Id', 'Statement']);
const statementMembers = new Set([
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Condition'],
  ...['Action', 'NotAction', 'Resource', 'NotResource'],
]);
const maxLength = 131_072;

/**
 * A policy from its JSON text or from the value of it. Throws `MalformedPolicyDocument` naming what is wrong;
 * nothing of a policy is ignored.
 */
export function parsePolicy(source: unknown): PolicyDocument {
  const document = typeof source === 'string' ? parseJson(source) : source;
  if (!isRecord(document)) throw malformed('Syntax errors in policy: expected an object.');
  refuseUnknown(document, documentMembers);
  if (
    document.Version !== undefined &&
    document.Version !== '2012-10-17' &&
    document.Version !== '2008-10-17'
  ) {
    throw malformed(
      `The policy must contain a valid version string, received ${JSON.stringify(document.Version)}.`,
    );
  }
  const statements = [document.Statement].flat();
  if (document.Statement === undefined) throw malformed('Syntax errors in policy: expected Statement.');
  return { ...document, Statement: statements.map(parseStatement) };
}

function parseStatement(statement: unknown): PolicyStatement {
  if (!isRecord(statement)) throw malformed('Syntax errors in policy: expected objects in Statement.');
  refuseUnknown(statement, statementMembers);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') {
    throw malformed(
      `Syntax errors in policy: expected Allow or Deny for Effect, received ${JSON.stringify(statement.Effect)}.`,
    );
  }
  if ((statement.Action === undefined) === (statement.NotAction === undefined)) {
    throw malformed('Policy statement must contain either Action or NotAction.');
  }
  for (const name of ['Action', 'NotAction', 'Resource', 'NotResource']) {
    if (statement[name] !== undefined && !isOneOrMore(statement[name]))
      throw malformed(`Expected a string or a list of strings for ${name}.`);
  }
  for (const principal of [statement.Principal, statement.NotPrincipal]) {
    if (principal !== undefined && principal !== '*' && !isRecordOf(principal, isOneOrMore))
      throw malformed(
        'Invalid principal in policy: expected * or an object of strings and lists of strings.',
      );
  }
  const { Condition } = statement;
  if (Condition !== undefined && !isRecordOf(Condition, isRecord))
    throw malformed(
      'Syntax errors in policy: expected an object of operators with their keys for Condition.',
    );
  return statement as unknown as PolicyStatement;
}

function refuseUnknown(value: Record<string, unknown>, known: ReadonlySet<string>): void {
  const unknown = Object.keys(value).find((name) => !known.has(name));
  if (unknown !== undefined)
    throw malformed(`Syntax errors in policy: ${JSON.stringify(unknown)} is not a member.`);
}

function parseJson(text: string): unknown {
  if (text.length > maxLength)
    throw malformed(`Expected at most ${maxLength} characters, received ${text.length}.`);
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
}

function malformed(message: string): ServiceError {
  return new ServiceError('MalformedPolicyDocument', message);
}

function isOneOrMore(value: unknown): value is OneOrMore {
  return [value].flat().every((text) => typeof text === 'string');
}

function isRecordOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return isRecord(value) && Object.values(value).every(isMember);
}
