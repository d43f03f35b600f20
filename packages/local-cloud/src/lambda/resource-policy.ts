import type { FunctionRecord } from './function-record.ts';

/** One statement as AddPermission makes it, in the words of a policy document. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: '*' | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ResourcePolicy {
  readonly revisionId: string;
  readonly statements: readonly PolicyStatement[];
}

/** A service that calls a function on behalf of one of its own resources. */
export interface ServicePrincipal {
  readonly service: string;
  readonly sourceArn: string;
}

/** The key under which a qualifier's policy and settings are kept: `$LATEST` is the function itself. */
export function qualifierKey(qualifier: string | undefined): string {
  return qualifier === undefined || qualifier === '$LATEST' ? '' : qualifier;
}

export function mayInvoke(
  record: FunctionRecord,
  qualifier: string | undefined,
  principal: ServicePrincipal,
  accountId: string,
): boolean {
  const policy = record.policies.get(qualifierKey(qualifier));
  return policy?.statements.some((statement) => allows(statement, principal, accountId)) ?? false;
}

function allows(statement: PolicyStatement, principal: ServicePrincipal, accountId: string): boolean {
  const named = statement.Principal;
  const isPrincipal = named === '*' || ('Service' in named && named.Service === principal.service);
  const isAction = ['lambda:InvokeFunction', 'lambda:*', '*'].includes(statement.Action);
  const sourceArn = statement.Condition?.ArnLike?.['AWS:SourceArn'];
  const sourceAccount = statement.Condition?.StringEquals?.['AWS:SourceAccount'];
  return (
    isPrincipal &&
    isAction &&
    (sourceArn === undefined || isArnLike(principal.sourceArn, sourceArn)) &&
    (sourceAccount === undefined || sourceAccount === accountId)
  );
}

/** `*` is any text, also with slashes and colons within the resource; `?` is one character. */
export function isArnLike(value: string, pattern: string): boolean {
  let v = 0;
  let p = 0;
  let star = -1;
  let resumeAt = 0;
  while (v < value.length) {
    if (pattern[p] === '*') {
      star = p++;
      resumeAt = v;
    } else if (pattern[p] === '?' || pattern[p] === value[v]) {
      p++;
      v++;
    } else if (star >= 0) {
      p = star + 1;
      v = ++resumeAt;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
