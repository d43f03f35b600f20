import { ifArguments, isIf, isNoValue } from '../intrinsics.ts';
import { isFilled } from '../present.ts';
import { copied, extended, givenKeys, keysInOrder, mapped, withLast } from '../python2/provenance.ts';
import { invalidDefinition, invalidTemplate } from '../sam-error.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';

export const integrationKey = 'x-amazon-apigateway-integration';

/** A definition without paths, as SAM starts one for an API that has none. */
export const emptyDefinition: JsonObject = {
  swagger: '2.0',
  info: { version: '1.0', title: { Ref: 'AWS::StackName' } },
  paths: {},
};

/** True for an inline Swagger 2 or OpenAPI 3 document; an `Fn::Transform` in its place is neither. */
export function isDefinition(value: JsonValue | undefined): value is JsonObject {
  if (!isObject(value) || !isObject(value.paths)) return false;
  return Boolean(value.swagger) || isVersion3(value.openapi);
}

export function notADefinition(): Error {
  return invalidTemplate(
    "Invalid Swagger document or the Swagger document is not explicitly defined in 'DefinitionBody'.",
  );
}

export function isVersion3(version: JsonValue | undefined): boolean {
  // YAML's 3.0 without quotes is the number 3 here.
  const text = Number.isInteger(version) ? `${version}.0` : String(version);
  return /^3(\.\d)(\.\d)?$/.test(text);
}

/**
 * The definition after an edit. The translator copies it before and after each, and adds these three sections,
 * where they are new, only after everything else: both show in the order in which Python 2 printed the keys.
 */
export function edited(definition: JsonObject, edit: (definition: JsonObject) => JsonObject): JsonObject {
  const before = copied(definition);
  const after = edit(before);
  const late = ['securityDefinitions', 'x-amazon-apigateway-gateway-responses', 'definitions'];
  return copied(withLast(after, ...late.filter((name) => name in after && !(name in before))));
}

/** The definition with an empty method, where it has none. */
export function withMethod(definition: JsonObject, path: string, method: string): JsonObject {
  const paths = pathsOf(definition);
  const item = isObject(paths[path]) ? paths[path] : {};
  const items = extended(
    paths,
    givenKeys({ [path]: methodKey(method) in item ? item : extended(item, methodEntry(method, {})) }),
  );
  return extended(definition, { paths: items });
}

/** A path item's entry for a method; its name is the template's, unless it is that of the extension for ANY. */
export function methodEntry(method: string, value: JsonValue): JsonObject {
  const entry = { [methodKey(method)]: value };
  return method.toLowerCase() === 'any' ? entry : givenKeys(entry);
}

/** The method's name in a definition: `ANY` is an extension there. */
function methodKey(method: string): string {
  const name = method.toLowerCase();
  return name === 'any' ? 'x-amazon-apigateway-any-method' : name;
}

export function pathsOf(definition: JsonObject): JsonObject {
  return isObject(definition.paths) ? definition.paths : {};
}

/** What a path or a method is: one object, or the branches of the `Fn::If` it is wrapped in; `fault` says when not. */
export function branchesOf(value: JsonValue | undefined, fault: string): JsonObject[] {
  if (isObject(value) && isIf(value) && !Array.isArray(value['Fn::If'])) {
    throw invalidDefinition('Value of Fn::If must be a list.');
  }
  const branches = ifArguments(value)?.slice(1) ?? [value];
  return branches.filter((branch) => !isNoValue(branch)).map((branch) => objectOf(branch, fault));
}

/** The value with each of its branches edited. */
function editBranches(
  value: JsonValue | undefined,
  fault: string,
  edit: (branch: JsonObject) => JsonValue,
): JsonValue {
  const branches = isObject(value) ? value['Fn::If'] : undefined;
  if (!isObject(value) || !Array.isArray(branches) || ifArguments(value) === undefined) {
    return edit(objectOf(value, fault));
  }
  const [condition] = branches;
  const editBranch = (branch: JsonValue) =>
    branch === condition || isNoValue(branch) ? branch : edit(objectOf(branch, fault));
  return extended(value, { 'Fn::If': mapped(branches, editBranch) });
}

export function editPath(
  definition: JsonObject,
  path: string,
  edit: (pathItem: JsonObject) => JsonObject,
): JsonObject {
  const paths = pathsOf(definition);
  const item = editBranches(paths[path], badPath(path), edit);
  return extended(definition, { paths: extended(paths, givenKeys({ [path]: item })) });
}

/** The definition with one method edited wherever it has an integration. */
export function editMethod(
  definition: JsonObject,
  path: string,
  method: string,
  edit: (method: JsonObject) => JsonObject,
): JsonObject {
  const key = methodKey(method);
  return editPath(definition, path, (pathItem) => {
    const editIntegrated = (found: JsonObject) => (isIntegrated(found) ? edit(found) : found);
    return extended(pathItem, {
      [key]: editBranches(pathItem[key], badMethod(method, path), editIntegrated),
    });
  });
}

/** The definition with every method edited that has an integration. */
export function editMethods(
  definition: JsonObject,
  edit: (method: JsonObject, name: string, path: string) => JsonObject,
): JsonObject {
  // What else a path item may have, by https://swagger.io/specification/v2/#path-item-object
  const notMethods = ['summary', 'description', 'parameters'];
  return keysInOrder(pathsOf(definition)).reduce((edited, path) => {
    const names = branchesOf(pathsOf(edited)[path], badPath(path)).flatMap(keysInOrder);
    return [...new Set(names)]
      .filter((name) => !notMethods.includes(name))
      .reduce((each, name) => editMethod(each, path, name, (method) => edit(method, name, path)), edited);
  }, definition);
}

export function hasIntegration(definition: JsonObject, path: string, method: string): boolean {
  const pathItem = pathsOf(definition)[path];
  if (pathItem === undefined) return false;
  return branchesOf(pathItem, badPath(path)).every((branch) => {
    const found = branch[methodKey(method)];
    return found !== undefined && branchesOf(found, badMethod(method, path)).some(isIntegrated);
  });
}

export function badPath(path: string): string {
  return `Value of '${path}' path must be a dictionary according to Swagger spec.`;
}

function badMethod(method: string, path: string): string {
  return `Definition of method '${method}' for path '${path}' should be a map.`;
}

function isIntegrated(method: JsonObject): boolean {
  return isFilled(method[integrationKey]);
}

function objectOf(value: JsonValue | undefined, fault: string): JsonObject {
  if (isObject(value)) return value;
  throw invalidDefinition(fault);
}
