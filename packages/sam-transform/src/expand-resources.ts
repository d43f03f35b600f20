import { expandApi } from './api/api.ts';
import { implicitApiId } from './api/api-routes.ts';
import { type PlannedApi, sharedUsagePlan } from './api/api-usage-plan.ts';
import { expandApplication } from './application.ts';
import type { Expansion, SamContext } from './expansion.ts';
import { expandFunction } from './function/function.ts';
import { referredId } from './intrinsics.ts';
import { expandLayerVersion } from './layer-version.ts';
import { dictionaryOrder } from './python2/dictionary.ts';
import { printed } from './python2/printed.ts';
import { fromTemplate } from './python2/provenance.ts';
import { resolveParameters } from './resolve-parameters.ts';
import { type GeneratedNames, generatedNames } from './resource-references.ts';
import { attempt, invalidResource, SamError, type SamProblem } from './sam-error.ts';
import { expandSimpleTable } from './simple-table.ts';
import { isObject, type JsonObject, type Resource } from './template.ts';

export interface ExpandedResources {
  readonly resources: Record<string, Resource>;
  readonly conditions: JsonObject;
  readonly names: GeneratedNames;
}

// Functions come first: their events write the definitions of APIs.
export const supportedTypes = [
  'AWS::Serverless::Function',
  'AWS::Serverless::Api',
  'AWS::Serverless::SimpleTable',
  'AWS::Serverless::Application',
  'AWS::Serverless::LayerVersion',
];

/** Every resource expanded, the others kept; throws one error with the first problem of each that is invalid. */
export function expandResources(
  given: Readonly<Record<string, Resource>>,
  context: SamContext,
): ExpandedResources {
  const source = { ...given };
  const generated: Record<string, Resource> = {};
  const conditions: JsonObject = {};
  const names = new Map<string, string>();
  const planned: PlannedApi[] = [];
  const problems: SamProblem[] = [];
  for (const id of inOrder(given, context)) {
    const resource = source[id];
    if (resource === undefined) continue;
    const expanded = attempt(() => checkDuplicates(id, expand(id, resource, source, context), given));
    if ('problems' in expanded) {
      if (expanded.isFinal) throw new SamError(expanded.problems);
      problems.push(...expanded.problems);
      continue;
    }
    const expansion = expanded.value;
    Object.assign(source, expansion.linked);
    Object.assign(generated, expansion.generated);
    Object.assign(conditions, expansion.conditions);
    if (expansion.shared !== undefined) planned.push(expansion.shared);
    for (const [name, target] of generatedNames(id, resource.Type, expansion.generated)) {
      names.set(name, target);
    }
  }
  if (problems.length > 0) throw new SamError(problems);
  const shared = sharedUsagePlan(planned);
  for (const { apiId, resource } of planned) {
    for (const [name, target] of generatedNames(apiId, resource.Type, shared.generated))
      names.set(name, target);
  }
  const kept = Object.entries(source).filter(([, { Type }]) => !supportedTypes.includes(Type));
  return {
    resources: { ...Object.fromEntries(kept), ...generated, ...shared.generated },
    conditions: { ...conditions, ...shared.conditions },
    names,
  };
}

function inOrder(resources: Readonly<Record<string, Resource>>, { hasApi }: SamContext): string[] {
  // The resources by which the translator's implicit APIs start take part in the order, used or not.
  const written = Object.keys(resources);
  const all = hasApi ? dictionaryOrder([...written, implicitApiId, 'ServerlessHttpApi']) : written;
  const ids = all.filter((id) => resources[id] !== undefined);
  return supportedTypes.flatMap((type) => ids.filter((id) => resources[id]?.Type === type));
}

function expand(
  id: string,
  resource: Resource,
  source: Readonly<Record<string, Resource>>,
  context: SamContext,
): Expansion {
  if (!/^[A-Za-z0-9]+$/.test(id)) throw invalidResource(id, 'Logical ids must be alphanumeric.');
  if (resource.Type === 'AWS::Serverless::Function') return expandFunction(id, resource, source, context);
  if (resource.Type === 'AWS::Serverless::SimpleTable') return { generated: expandSimpleTable(id, resource) };
  if (resource.Type === 'AWS::Serverless::Application') return { generated: expandApplication(id, resource) };
  if (resource.Type === 'AWS::Serverless::LayerVersion') {
    return { generated: expandLayerVersion(id, resource, context) };
  }
  return expandApi(id, resource, functionNames(id, source, context), context);
}

// A renamed function is another one: its API must be deployed again to reach it. Once for each of its events.
function functionNames(
  apiId: string,
  source: Readonly<Record<string, Resource>>,
  context: SamContext,
): string[] {
  return inOrder(source, context).flatMap((id) => {
    const { Type, Properties } = source[id] ?? {};
    const { Events, FunctionName } = Properties ?? {};
    if (Type !== 'AWS::Serverless::Function' || !isObject(Events) || !FunctionName) return [];
    const name = fromTemplate(resolveParameters(FunctionName, context.parameters));
    return Object.values(Events)
      .filter((event) => isObject(event) && event.Type === 'Api' && isObject(event.Properties))
      .filter(
        (event) =>
          isObject(event) && isObject(event.Properties) && referredId(event.Properties.RestApiId) === apiId,
      )
      .map(() => (typeof name === 'string' ? name : printed(name)));
  });
}

// SM-6: to replace a resource of the template silently would lose it.
function checkDuplicates(
  id: string,
  expansion: Expansion,
  given: Readonly<Record<string, Resource>>,
): Expansion {
  const messages = Object.entries(expansion.generated)
    .filter(([generatedId]) => generatedId !== id && given[generatedId] !== undefined)
    .map(
      ([generatedId, { Type }]) =>
        `Transforming resource with id [${id}] attempts to create a new resource with id [${generatedId}] and ` +
        `type "${Type}". A resource with that id already exists within this template. ` +
        'Please use a different id for that resource.',
    );
  if (messages.length > 0) throw new SamError(messages.map((message) => ({ resource: id, message })));
  return expansion;
}
