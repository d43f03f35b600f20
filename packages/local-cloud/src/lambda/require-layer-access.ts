import type { Account } from '../account.ts';
import { evaluatePolicies } from '../aws/policy/evaluate-policies.ts';
import { contextOf, requireAccess } from '../aws/policy/require-access.ts';
import type { CallContext, Caller } from '../aws/service.ts';
import { accessDenied } from './errors.ts';
import { type LayerVersion, layerArn, layerName, layerVersionNumber } from './layer-record.ts';

const action = 'lambda:GetLayerVersion';

/** An action on one layer, one version or all. GetLayerVersion checks by itself, since the version's policy may allow it. */
export function requireLayerActionAccess(
  account: Account,
  { caller }: Pick<CallContext, 'caller'>,
  operation: string,
  { LayerName, VersionNumber }: { readonly LayerName?: string; readonly VersionNumber?: string | undefined },
): void {
  if (!caller?.policies || operation === 'GetLayerVersion') return;
  const isOfOne = LayerName !== undefined && operation !== 'ListLayerVersions';
  const version = VersionNumber === undefined ? undefined : layerVersionNumber(VersionNumber);
  const resource = isOfOne ? layerArn(account, layerName(account, LayerName), version) : '*';
  requireAccess(caller, `lambda:${operation}`, resource, accessDenied);
}

/** Reading a layer version and giving it to a function need this action, by the caller's policies or by the layer's. */
export function requireLayerAccess(
  caller: Caller | undefined,
  versionArn: string,
  version: LayerVersion | undefined,
): void {
  if (!caller?.policies) return;
  const policies = [...caller.policies(), ...(version?.policy ? [version.policy.document] : [])];
  const principal = {
    type: 'AWS',
    value: caller.roleArn ?? caller.arn,
    accountId: caller.accountId,
  } as const;
  const request = { action, resource: versionArn, principal, context: contextOf(caller) };
  if (evaluatePolicies(policies, request) !== 'allow') {
    requireAccess(caller, action, versionArn, accessDenied);
  }
}
