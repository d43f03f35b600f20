import type { SamContext } from '../expansion.ts';
import { getAtt, ifArguments, isIf, isNoValue, onlyIf } from '../intrinsics.ts';
import { present } from '../present.ts';
import { resolveParameters } from '../resolve-parameters.ts';
import { sharedAttributes } from '../resource-attributes.ts';
import { invalidResource } from '../sam-error.ts';
import { markedTags } from '../tags.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import { managedPolicyArn } from './managed-policies.ts';
import { rolePolicies } from './role-policies.ts';

const lambdaTrust: JsonObject = {
  Version: '2012-10-17',
  Statement: [
    { Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] } },
  ],
};

/** SM-7: the execution role of a function that has none; `ownPolicies` are those its other properties need. */
export function functionRole(
  logicalId: string,
  resource: Resource,
  properties: JsonObject,
  ownPolicies: readonly JsonObject[],
  context: SamContext,
): Resource {
  const { managed, inline } = rolePolicies(logicalId, properties.Policies, context);
  const policies: JsonValue[] = [...ownPolicies, ...inline];
  return {
    Type: 'AWS::IAM::Role',
    ...sharedAttributes(resource),
    Properties: present({
      AssumeRolePolicyDocument: properties.AssumeRolePolicyDocument ?? lambdaTrust,
      ManagedPolicyArns: distinct([...basicPolicies(properties, context), ...managed]),
      Policies: policies.length > 0 ? policies : undefined,
      Path: properties.RolePath,
      PermissionsBoundary: properties.PermissionsBoundary,
      Tags: markedTags(logicalId, properties.Tags),
    }),
  };
}

/** `Tracing: Disabled` says the same as no `Tracing`. */
export function isTraced({ Tracing }: JsonObject, { parameters }: SamContext): boolean {
  return Boolean(Tracing) && resolveParameters(Tracing ?? null, parameters) !== 'Disabled';
}

function basicPolicies(properties: JsonObject, context: SamContext): string[] {
  const paths = ['service-role/AWSLambdaBasicExecutionRole'];
  if (isTraced(properties, context)) {
    // The older policy exists in one partition only.
    paths.push(context.partition === 'aws' ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess');
  }
  const { VpcConfig } = properties;
  if (isObject(VpcConfig) && Object.keys(VpcConfig).length > 0) {
    paths.push('service-role/AWSLambdaVPCAccessExecutionRole');
  }
  return paths.map((path) => managedPolicyArn(context.partition, path));
}

function distinct(values: readonly JsonValue[]): JsonValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

export interface RoleChoice {
  readonly arn: JsonValue;
  readonly resources: Record<string, Resource>;
  readonly conditions: JsonObject;
}

/** SM-9: a function's `Role` if it has one, else the generated one; an `Fn::If` with AWS::NoValue makes that conditional. */
export function chooseRole(logicalId: string, role: Resource, given: JsonValue | undefined): RoleChoice {
  const roleId = `${logicalId}Role`;
  const generatedArn = getAtt(roleId, 'Arn');
  if (given === undefined) return { arn: generatedArn, resources: { [roleId]: role }, conditions: {} };
  if (isIf(given) && ifArguments(given) === undefined) {
    throw invalidResource(logicalId, "Malformed 'Role' property: Fn::If requires 3 arguments.");
  }
  const [condition, then = null, otherwise = null] = ifArguments(given) ?? [];
  if (typeof condition !== 'string' || !(isNoValue(then) || isNoValue(otherwise))) {
    return { arn: given, resources: {}, conditions: {} };
  }
  if (isNoValue(then) && isNoValue(otherwise)) {
    return { arn: generatedArn, resources: { [roleId]: role }, conditions: {} };
  }
  if (isNoValue(then)) {
    const resources = { [roleId]: { ...role, Condition: condition } };
    return { arn: onlyIf(condition, generatedArn, otherwise), resources, conditions: {} };
  }
  const negated = `NOT${condition}`;
  return {
    arn: onlyIf(condition, then, generatedArn),
    resources: { [roleId]: { ...role, Condition: negated } },
    conditions: { [negated]: { 'Fn::Not': [{ Condition: condition }] } },
  };
}
