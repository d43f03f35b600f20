import { checkResources } from './check-resources.ts';
import { expandResources } from './expand-resources.ts';
import { addManagedApis, withOpenApiVersion } from './managed-apis.ts';
import { mergeGlobals } from './merge-globals.ts';
import type { ParameterValues } from './resolve-parameters.ts';
import { resolveNames } from './resource-references.ts';
import { partitionOf } from './sam-context.ts';
import { isObject, type JsonValue, type Template } from './template.ts';

export interface SamOptions {
  readonly parameterValues: Readonly<Record<string, string | string[]>>;
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** ARNs by name, for managed policies beyond those the transform knows. */
  readonly managedPolicies?: Readonly<Record<string, string>>;
}

/**
 * Expands the AWS::Serverless-2016-10-31 resources of a template as the official translator does: same logical
 * ids (hashes of API definitions aside), types and properties. Other intrinsic functions than references to
 * what SAM generates stay as they are. Throws SamError with every finding; the given template is not changed.
 */
export function transformSam(template: Template, options: SamOptions): Template {
  checkResources(template.Resources);
  const { Transform: _macro, Globals, ...rest } = template;
  const managed = addManagedApis(template.Resources, Globals);
  const merged = mergeGlobals(managed.resources, Globals);
  for (const id of managed.managedApis) {
    const api = merged[id];
    if (api !== undefined) merged[id] = withOpenApiVersion(api);
  }
  const expanded = expandResources(merged, {
    partition: partitionOf(options.region),
    parameters: parameterValues(template, options),
    managedPolicies: options.managedPolicies ?? {},
    managedApis: managed.managedApis,
  });
  const conditions = { ...template.Conditions, ...managed.conditions, ...expanded.conditions };
  const result = {
    ...rest,
    ...(Object.keys(conditions).length > 0 && { Conditions: conditions }),
    Resources: expanded.resources,
  };
  return resolveNames(result as unknown as JsonValue, expanded.names) as unknown as Template;
}

function parameterValues({ Parameters = {} }: Template, options: SamOptions): ParameterValues {
  const values: Record<string, JsonValue> = {};
  for (const [name, parameter] of Object.entries(Parameters)) {
    if (isObject(parameter) && parameter.Default !== undefined) values[name] = parameter.Default;
  }
  return {
    ...values,
    'AWS::Region': options.region,
    'AWS::Partition': partitionOf(options.region),
    ...options.parameterValues,
  };
}
