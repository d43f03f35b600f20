import type {
  AddLayerVersionPermissionCommandInput,
  AddLayerVersionPermissionCommandOutput,
  GetLayerVersionPolicyCommandInput,
  GetLayerVersionPolicyCommandOutput,
  RemoveLayerVersionPermissionCommandInput,
} from '@aws-sdk/client-lambda';
import type { PolicyStatement } from '../../aws/policy/policy-document.ts';
import { checkRevision } from '../check-revision.ts';
import { invalidParameter, invalidValue, notFound } from '../errors.ts';
import { type LayerVersion, layerArn, layerName, layerVersionNumber } from '../layer-record.ts';
import { principalOf, withoutStatement, withStatement } from '../resource-policy.ts';
import type { LambdaState } from '../state.ts';

export function addLayerVersionPermission(
  state: LambdaState,
  input: AddLayerVersionPermissionCommandInput,
): Omit<AddLayerVersionPermissionCommandOutput, '$metadata'> {
  const version = layerVersion(state, input);
  const statement = statementOf(input, version.description.LayerVersionArn);
  const policy = withStatement(version.policy, statement);
  checkRevision(input.RevisionId, version.policy?.revisionId, 'GetLayerPolicy');
  version.policy = policy;
  return { Statement: JSON.stringify(statement), RevisionId: policy.revisionId };
}

export function getLayerVersionPolicy(
  state: LambdaState,
  input: GetLayerVersionPolicyCommandInput,
): Omit<GetLayerVersionPolicyCommandOutput, '$metadata'> {
  const { policy } = layerVersion(state, input);
  if (!policy) throw notFound('No policy is associated with the given resource.');
  return { Policy: JSON.stringify(policy.document), RevisionId: policy.revisionId };
}

export function removeLayerVersionPermission(
  state: LambdaState,
  input: RemoveLayerVersionPermissionCommandInput,
): undefined {
  const version = layerVersion(state, input);
  const policy = withoutStatement(version.policy, input.StatementId);
  checkRevision(input.RevisionId, version.policy?.revisionId, 'GetLayerPolicy');
  version.policy = policy;
}

function layerVersion(state: LambdaState, input: GetLayerVersionPolicyCommandInput): LayerVersion {
  const [name, number] = [layerName(state.account, input.LayerName), layerVersionNumber(input.VersionNumber)];
  const version = state.layers.get(name)?.versions.get(number);
  if (version) return version;
  throw notFound(`Layer version ${layerArn(state.account, name, number)} does not exist.`);
}

function statementOf(input: AddLayerVersionPermissionCommandInput, Resource: string): PolicyStatement {
  const { StatementId = '', Action = '', Principal = '', OrganizationId } = input;
  check(StatementId, 'statementId', '[a-zA-Z0-9-_]{1,100}');
  check(Action, 'action', 'lambda:GetLayerVersion');
  check(Principal, 'principal', '\\d{12}|\\*|arn:(aws[a-zA-Z-]*):iam::\\d{12}:root');
  if (OrganizationId !== undefined) {
    check(OrganizationId, 'organizationId', 'o-[a-z0-9]{10,32}');
    if (Principal !== '*') {
      throw invalidParameter('The principal must be * where an organizationId is given.');
    }
  }
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: principalOf(Principal),
    Action,
    Resource,
    ...(OrganizationId && { Condition: { StringEquals: { 'aws:PrincipalOrgID': OrganizationId } } }),
  };
}

function check(value: string, name: string, pattern: string): void {
  if (new RegExp(`^(?:${pattern})$`).test(value)) return;
  throw invalidValue(value, name, `Member must satisfy regular expression pattern: ${pattern}`);
}
