import type { Account } from '../account.ts';
import type { RequestContext } from '../aws/policy/policy-variables.ts';
import { requireAccess } from '../aws/policy/require-access.ts';
import type { CallContext } from '../aws/service.ts';
import { accessDenied } from './errors.ts';
import { functionAddress, functionArn } from './function-name.ts';

/** Refuses an action on a function, a version or an alias that the caller's policies do not allow. */
export function requireFunctionAccess(
  account: Account,
  { caller }: Pick<CallContext, 'caller'>,
  action: string,
  functionName: string | undefined,
  givenQualifier?: string | undefined,
  context: RequestContext = {},
): void {
  if (!caller?.policies) return;
  const { name, qualifier } = functionAddress(account, functionName, givenQualifier);
  requireAccess(caller, action, functionArn(account, name, qualifier), accessDenied, context);
}

/** The same for an action on a whole function, whatever version its name ends in, or on all where no name is given. */
export function requireWholeFunctionAccess(
  account: Account,
  { caller }: Pick<CallContext, 'caller'>,
  action: string,
  functionName: string | undefined,
): void {
  if (!caller?.policies) return;
  const resource =
    functionName === undefined ? '*' : functionArn(account, functionAddress(account, functionName).name);
  requireAccess(caller, action, resource, accessDenied);
}
