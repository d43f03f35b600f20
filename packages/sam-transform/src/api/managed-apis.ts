import { anyOf, onlyIf, onlyIfGiven } from '../intrinsics.ts';
import { isFilled } from '../present.ts';
import { dictionaryOrder } from '../python2/dictionary.ts';
import { extended, givenValues, keysInOrder, without } from '../python2/provenance.ts';
import { isObject, type JsonObject, type JsonValue, type Resource } from '../template.ts';
import { edited, emptyDefinition, isVersion3, pathsOf, withMethod } from './api-definition.ts';
import { type ApiRoute, apiRoutes, hasImplicitEvent, implicitApiId, withApiIds } from './api-routes.ts';
import { editedAt, withAllPaths } from './wide-paths.ts';

export interface ManagedApis {
  readonly resources: Record<string, Resource>;
  readonly conditions: JsonObject;
  readonly managedApis: ReadonlySet<string>;
}

/** The resources with the implicit API, if any event needs it, and a definition for every API that has none. */
export function addManagedApis(
  given: Readonly<Record<string, Resource>>,
  globals: JsonValue | undefined,
): ManagedApis {
  const resources = withApiIds(given);
  const routes = apiRoutes(resources);
  const implicit = routes.filter(({ apiId }) => apiId === implicitApiId);
  if (implicit.length > 0) resources[implicitApiId] = implicitApi(implicit, given, globals);
  // Each event adds a method, in the translator's order, which decides about the deployment's id (SM-16).
  const managed = Object.keys(resources).filter((id) => isUndefinedApi(resources[id]));
  let conditions = implicitCondition(implicit).conditions;
  for (const id of managed) {
    const definition = startDefinition(
      id,
      routes.filter(({ apiId }) => apiId === id),
    );
    conditions = { ...conditions, ...definition.conditions };
    const resource = resources[id];
    if (resource === undefined) continue;
    resources[id] = {
      ...resource,
      Properties: extended(resource.Properties ?? {}, { DefinitionBody: definition.body }),
    };
  }
  return { resources, conditions, managedApis: new Set(managed) };
}

/** The definition of an API SAM manages, marked as the OpenAPI 3 its `OpenApiVersion` asks for. */
export function withOpenApiVersion(resource: Resource): Resource {
  const { OpenApiVersion: given, DefinitionBody } = resource.Properties ?? {};
  // SM-24: without quotes, YAML's 3.0 is the number 3.
  const version = Number.isInteger(given) ? `${given}.0` : given;
  if (!version || !isVersion3(version) || !isObject(DefinitionBody)) return resource;
  const openapi = String(version);
  const entry = given === openapi ? givenValues({ openapi }) : { openapi };
  const body = without(extended(DefinitionBody, entry), 'swagger');
  return {
    ...resource,
    Properties: { ...resource.Properties, OpenApiVersion: openapi, DefinitionBody: body },
  };
}

function isUndefinedApi(resource: Resource | undefined): boolean {
  const { DefinitionBody, DefinitionUri } = resource?.Properties ?? {};
  return resource?.Type === 'AWS::Serverless::Api' && !isFilled(DefinitionBody) && !isFilled(DefinitionUri);
}

function implicitApi(
  routes: readonly ApiRoute[],
  given: Readonly<Record<string, Resource>>,
  globals: JsonValue | undefined,
): Resource {
  const tags = implicitTags(given, globals);
  const has = (key: 'DeletionPolicy' | 'UpdateReplacePolicy') => (policy: string) =>
    routes.some(({ functionResource }) => functionResource[key] === policy);
  const DeletionPolicy = ['Retain', 'Delete'].find(has('DeletionPolicy'));
  const UpdateReplacePolicy = ['Retain', 'Snapshot', 'Delete'].find(has('UpdateReplacePolicy'));
  const { name: Condition } = implicitCondition(routes);
  return {
    Type: 'AWS::Serverless::Api',
    // The stage is SAM's own, its tags are the template's.
    Properties: { StageName: 'Prod', ...(tags && { Tags: tags, PropagateTags: true }) },
    ...(Condition !== undefined && { Condition }),
    ...(DeletionPolicy !== undefined && { DeletionPolicy }),
    ...(UpdateReplacePolicy !== undefined && { UpdateReplacePolicy }),
  };
}

// The API stands for the functions that share it: it has the tags of those whose tags propagate.
function implicitTags(
  given: Readonly<Record<string, Resource>>,
  globals: JsonValue | undefined,
): JsonObject | undefined {
  const section = isObject(globals) && isObject(globals.Function) ? globals.Function : {};
  const propagated = dictionaryOrder([...Object.keys(given), implicitApiId])
    .flatMap((id) => given[id] ?? [])
    .filter(hasImplicitEvent)
    .filter(({ Properties }) => Properties?.PropagateTags || section.PropagateTags)
    .map(({ Properties }) => Properties?.Tags || section.Tags)
    .filter(isObject);
  return propagated.length === 0 ? undefined : Object.assign({}, ...propagated);
}

function implicitCondition(routes: readonly ApiRoute[]): { name?: string; conditions: JsonObject } {
  return commonCondition(routes, `${implicitApiId}Condition`);
}

// What is only there for conditional functions is conditional itself: true while any of them is.
function commonCondition(
  routes: readonly ApiRoute[],
  combinedName: string,
): { name?: string; conditions: JsonObject } {
  const conditions = [...new Set(routes.map(({ functionResource }) => functionResource.Condition))];
  const named = conditions.filter((condition) => condition !== undefined);
  const [first] = named;
  if (first === undefined || named.length < conditions.length) return { conditions: {} };
  if (named.length === 1) return { name: first, conditions: {} };
  return { name: combinedName, conditions: combineConditions(named, combinedName) };
}

function startDefinition(
  apiId: string,
  routes: readonly ApiRoute[],
): { body: JsonObject; conditions: JsonObject } {
  const start = routes.reduce<JsonObject>(
    (definition, { path, method }) =>
      editedAt(definition, path, (before) => withMethod(before, path, method)),
    emptyDefinition,
  );
  const routesByPath = Map.groupBy(routes, ({ path }) => path);
  const conditions: JsonObject = {};
  const body = edited(withAllPaths(start), (before) => {
    const entries = keysInOrder(pathsOf(before)).map((path) => {
      const item = pathsOf(before)[path] ?? {};
      const onPath = routesByPath.get(path) ?? [];
      const combined = pathConditionName(apiId, path);
      const condition = commonCondition(onPath, combined);
      Object.assign(conditions, condition.conditions);
      if (condition.name === undefined) return [path, item];
      const isOwn = condition.name === combined;
      return [path, isOwn ? onlyIf(combined, item) : onlyIfGiven(condition.name, item)];
    });
    return extended(before, { paths: extended(pathsOf(before), Object.fromEntries(entries)) });
  });
  return { body, conditions };
}

// Conditions have alphanumeric names; the translator spells out what else a path has.
function pathConditionName(apiId: string, path: string): string {
  const name = path.replaceAll('/', 'SLASH').replaceAll('{', 'OB').replaceAll('}', 'CB');
  return `${apiId}${name}PathCondition`;
}

// CloudFormation's limit of one Fn::Or.
const mostConditions = 10;

/** Conditions that make `name` true where any of the given ones is; helpers are named with a number. */
function combineConditions(names: readonly string[], name: string): JsonObject {
  const conditions: JsonObject = {};
  let rest = [...names].sort();
  let helpers = Math.floor((rest.length - 2) / (mostConditions - 1));
  while (rest.length > 1) {
    const helper = helpers > 0 ? `${name}${helpers}` : name;
    conditions[helper] = anyOf(rest.slice(0, mostConditions));
    rest = [...rest.slice(mostConditions), helper];
    helpers -= 1;
  }
  return conditions;
}
