import { implicitApiId } from './api-routes.ts';
import { checkResources } from './check-resources.ts';
import { expandResources } from './expand-resources.ts';
import { addManagedApis, withOpenApiVersion } from './managed-apis.ts';
import { mergeGlobals } from './merge-globals.ts';
import { fromTemplate, givenValues } from './python2/provenance.ts';
import type { ParameterValues } from './resolve-parameters.ts';
import { resolveNames } from './resource-references.ts';
import { partitionOf } from './sam-context.ts';
import { isObject, type JsonValue, type Resource, type Template } from './template.ts';

export interface SamOptions {
  readonly parameterValues: Readonly<Record<string, string | string[]>>;
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** The clock of `AlwaysDeploy`, in milliseconds; the machine's by default. */
  readonly now?: () => number;
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
  for (const [id, resource] of Object.entries(merged)) noteGiven(id, resource, managed.managedApis);
  const expanded = expandResources(merged, {
    partition: partitionOf(options.region),
    parameters: parameterValues(template, options),
    managedPolicies: options.managedPolicies ?? {},
    managedApis: managed.managedApis,
    hasApi: Object.values(merged).some(({ Type }) => Type === 'AWS::Serverless::Api'),
    now: options.now ?? Date.now,
  });
  const conditions = { ...template.Conditions, ...managed.conditions, ...expanded.conditions };
  const result = {
    ...rest,
    ...(Object.keys(conditions).length > 0 && { Conditions: conditions }),
    Resources: expanded.resources,
  };
  return resolveNames(result as unknown as JsonValue, expanded.names) as unknown as Template;
}

// What of a resource can become part of an API's definition, and is the template's own.
function noteGiven(id: string, { Type, Properties }: Resource, managedApis: ReadonlySet<string>): void {
  if (Properties === undefined) return;
  if (Type === 'AWS::Serverless::Function' && Properties.Events !== undefined)
    fromTemplate(Properties.Events);
  if (Type !== 'AWS::Serverless::Api') return;
  const own = [
    ...(managedApis.has(id) ? ['DefinitionBody'] : []),
    ...(id === implicitApiId ? ['StageName'] : []),
  ];
  const given = Object.keys(Properties).filter((name) => !own.includes(name));
  givenValues(Properties, given);
  for (const name of given) fromTemplate(Properties[name] ?? null);
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
