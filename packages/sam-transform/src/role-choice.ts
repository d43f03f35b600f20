import { getAtt, ifArguments, isIf, isNoValue, onlyIf } from './intrinsics.ts';
import { invalidResource } from './sam-error.ts';
import type { JsonObject, JsonValue, Resource } from './template.ts';

export interface RoleChoice {
  readonly arn: JsonValue;
  readonly resources: Record<string, Resource>;
  readonly conditions: JsonObject;
}

/** A function's `Role` if it has one, else the generated one; an `Fn::If` with AWS::NoValue makes that conditional. */
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
