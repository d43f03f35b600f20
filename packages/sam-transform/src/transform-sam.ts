import { implicitApiId } from './api/api-routes.ts';
import { addManagedApis, withOpenApiVersion } from './api/managed-apis.ts';
import { checkResources } from './check-resources.ts';
import { expandResources } from './expand-resources.ts';
import { partitionOf } from './expansion.ts';
import { mergeGlobals } from './merge-globals.ts';
import { fromTemplate, givenValues } from './python2/provenance.ts';
import type { ParameterValues } from './resolve-parameters.ts';
import { resolveDependencies, resolveNames } from './resource-references.ts';
import { attempt, type SamProblem, samMessage } from './sam-error.ts';
import { isObject, type JsonValue, type Resource, type Template } from './template.ts';

export interface SamOptions {
  /** Where the stack will be: its partition (`aws`, `aws-cn`, …) is part of every ARN. */
  readonly region: string;
  /** Values of the template's parameters, in place of their defaults. */
  readonly parameterValues?: Readonly<Record<string, string | string[]>>;
  /** ARNs by name, for managed policies beyond those the transform knows. */
  readonly managedPolicies?: Readonly<Record<string, string>>;
  /** Conditions that are known to be false: what is under them may be what this transform lacks. */
  readonly falseConditions?: readonly string[];
  /** The clock of `AlwaysDeploy`, in milliseconds; the machine's by default. */
  readonly now?: () => number;
}

/** The expanded template, or every problem with CloudFormation's message for all of them. */
export type SamResult =
  | { readonly template: Template; readonly errors?: never; readonly message?: never }
  | { readonly errors: readonly SamProblem[]; readonly message: string; readonly template?: never };

/**
 * Expands the `AWS::Serverless::*` resources of a template as AWS's translator does: the same logical ids, types
 * and properties. References to what SAM generates (`!Ref Function.Alias`) and a few properties are resolved;
 * every other intrinsic function stays as it is. The given template is not changed.
 *
 * Of a resource with several faults the first is reported, as AWS does.
 */
export function transformSam(template: Template, options: SamOptions): SamResult {
  const checked = attempt(() => checkResources(template.Resources, options.falseConditions));
  if ('problems' in checked) return refused(checked.problems);
  const { problems, resources } = checked.value;
  const expanded = attempt(() => expandTemplate({ ...template, Resources: resources }, options));
  if (problems.length === 0 && 'value' in expanded) return { template: expanded.value };
  // Without the resources refused at once, others may lack what they refer to.
  const ids = problems.flatMap(({ resource }) => resource ?? []);
  const further = 'problems' in expanded ? expanded.problems : [];
  return refused([...problems, ...further.filter(({ message }) => !ids.some((id) => message.includes(id)))]);
}

function refused(problems: readonly SamProblem[]): SamResult {
  const errors = [...new Map(problems.map((problem) => [problem.message, problem])).values()];
  return { errors, message: samMessage(errors) };
}

function expandTemplate(template: Template, options: SamOptions): Template {
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
    Resources: resolveDependencies(expanded.resources, expanded.names),
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
