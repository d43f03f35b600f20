import type { Account, UpdateAccountCommandInput } from '@aws-sdk/client-api-gateway';
import { checkLoggingRole } from '../account-logging.ts';
import { badRequest } from '../errors.ts';
import type { AccountSettings, ApiGatewayState } from '../state.ts';
import { getAccount } from './get-account.ts';
import { applyPatches } from './patch-operations.ts';

/** Keeps the role with which the gateway writes logs. */
export function updateAccount(state: ApiGatewayState, input: UpdateAccountCommandInput): Account {
  const { accountSettings } = state;
  const changed = applyPatches<AccountSettings>(accountSettings, input.patchOperations, patched);
  const { cloudwatchRoleArn } = changed;
  if (cloudwatchRoleArn !== undefined) checkLoggingRole(state, cloudwatchRoleArn);
  state.accountSettings = changed;
  return getAccount(state, {});
}

function patched(
  _former: AccountSettings,
  op: string,
  path: readonly string[],
  value: string,
): AccountSettings | undefined {
  if (op !== 'replace' || path.join('/') !== 'cloudwatchRoleArn') return undefined;
  if (value === '') return {};
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(value))
    throw badRequest('Invalid ARN specified in the request');
  return { cloudwatchRoleArn: value };
}
