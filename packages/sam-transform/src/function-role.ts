import { managedPolicyArn } from './managed-policies.ts';
import { present } from './present.ts';
import { resolveParameters } from './resolve-parameters.ts';
import { sharedAttributes } from './resource-attributes.ts';
import { rolePolicies } from './role-policies.ts';
import type { SamContext } from './sam-context.ts';
import { functionTags } from './tags.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from './template.ts';

const lambdaTrust: JsonObject = {
  Version: '2012-10-17',
  Statement: [
    { Action: ['sts:AssumeRole'], Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] } },
  ],
};

/** The execution role of a function that has none; `ownPolicies` are those its other properties need. */
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
      Tags: functionTags(logicalId, properties.Tags),
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
