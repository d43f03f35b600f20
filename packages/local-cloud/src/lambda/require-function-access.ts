import type { Account } from '../account.ts';
import { requireAccess } from '../aws/policy/require-access.ts';
import type { CallContext } from '../aws/service.ts';
import { accessDenied } from './errors.ts';
import { functionAddress, functionArn } from './function-name.ts';

/** Refuses an action that the caller's policies do not allow, on all functions where no name is given. */
export function requireFunctionAccess(
  account: Account,
  { caller }: Pick<CallContext, 'caller'>,
  action: string,
  functionName: string | undefined,
  givenQualifier?: string | undefined,
): void {
  if (!caller?.policies) return;
  let resource = '*';
  if (functionName !== undefined) {
    const { name, qualifier } = functionAddress(account, functionName, givenQualifier);
    resource = functionArn(account, name, qualifier);
  }
  requireAccess(caller, action, resource, accessDenied);
}
