import type ts from 'typescript-api';
import type { Operation, ValueParameter } from '../model.ts';
import { isJson } from '../runtime/media-type.ts';
import { valuesOf } from '../values-of.ts';
import { parsePath } from './parse-path.ts';
import type { Reporter } from './reporter.ts';

/** What the parameters of an operation must be together: with each other, the path and the HTTP method. */
export function checkParameters(reporter: Reporter, operation: Operation, pathNode: ts.Node): void {
  const values = operation.parameters.flatMap(valuesOf);
  // What is wrong with the path itself is already reported.
  if (parsePath(operation.path).problems.length === 0) checkPath(reporter, operation, values, pathNode);
  checkBody(reporter, operation, values);
  checkTypes(reporter, operation);
  checkNames(reporter, values);
}

function checkPath(
  reporter: Reporter,
  { path, segments, position }: Operation,
  values: readonly ValueParameter[],
  pathNode: ts.Node,
): void {
  const inPath = segments.flatMap((segment) => (segment.kind === 'literal' ? [] : [segment.name]));
  const taken = values.filter(({ kind }) => kind === 'path');
  for (const { name, position: at } of taken.filter((each) => !inPath.includes(each.name))) {
    const there =
      inPath.length > 0
        ? `it has ${inPath.map((each) => `{${each}}`).join(' and ')}`
        : 'it has no parameters';
    const message = `The path ${path} has no {${name}}; ${there}: write {${name}} in the path, or another name here.`;
    reporter.reportAt(at, 'unknown-path-parameter', message);
  }
  for (const name of inPath.filter((each) => !taken.some((parameter) => parameter.name === each))) {
    const message = `No parameter takes {${name}} of the path ${path}: add @PathParam('${name}') to a parameter of ${position.file}:${position.line}.`;
    reporter.report(pathNode, 'missing-path-parameter', message);
  }
}

function checkBody(reporter: Reporter, operation: Operation, values: readonly ValueParameter[]): void {
  const { httpMethod, parameters, consumes } = operation;
  const bodies = parameters.filter(({ kind }) => kind === 'body');
  const fields = values.filter(({ kind }) => kind === 'form');
  for (const { position } of bodies.slice(1)) {
    const message =
      'A request has one body, and another parameter without annotation is the body already: annotate this one, or put both into one type.';
    reporter.reportAt(position, 'two-bodies', message);
  }
  const [body] = bodies;
  const [field] = fields;
  if (body && field) {
    const message =
      'The body is a form here, since another parameter has @FormParam: take all of it as fields, or as the body.';
    reporter.reportAt(body.position, 'body-and-form', message);
  }
  const bodiless = httpMethod === 'GET' || httpMethod === 'HEAD' ? (body ?? field) : undefined;
  if (bodiless) {
    const message = `A ${httpMethod} request has no body: write @QueryParam() or another annotation, or @POST on the method.`;
    reporter.reportAt(bodiless.position, 'body-on-get', message);
  }
  const isForm = consumes.some((type) =>
    /^(application\/x-www-form-urlencoded|multipart\/form-data|\*\/\*)/.test(type),
  );
  if (field && consumes.length > 0 && !isForm) {
    const message = `@FormParam takes fields of a form, and the method consumes ${consumes.join(', ')}: write @Consumes('application/x-www-form-urlencoded').`;
    reporter.reportAt(field.position, 'form-of-other-type', message);
  }
}

/** Objects travel as JSON; what else a method takes or returns is its own to read and write. */
function checkTypes(
  reporter: Reporter,
  { parameters, consumes, produces, result, position }: Operation,
): void {
  const body = parameters.find((parameter) => parameter.kind === 'body');
  const unread = body?.as === 'json' ? consumes.filter((type) => !mayBeJson(type)) : [];
  if (body && unread.length > 0) {
    const message = `A body of ${unread.join(' or ')} is no object: take it as string or Uint8Array, or write @Consumes('application/json').`;
    reporter.reportAt(body.position, 'unreadable-body', message);
  }
  const unwritten = result.kind === 'json' ? produces.filter((type) => !mayBeJson(type)) : [];
  if (unwritten.length > 0) {
    const message = `An object is not written as ${unwritten.join(' or ')}: return a string or Uint8Array, or write @Produces('application/json').`;
    reporter.reportAt(position, 'unwritable-result', message);
  }
}

function mayBeJson(type: string): boolean {
  return type.includes('*') || isJson(type);
}

function checkNames(reporter: Reporter, values: readonly ValueParameter[]): void {
  const seen = new Map<string, ValueParameter>();
  for (const value of values) {
    const key = `${value.kind} ${value.name}`;
    const first = seen.get(key);
    if (first) {
      const message = `Line ${first.position.line} takes the ${value.kind} parameter ${value.name} already: remove one of the two.`;
      reporter.reportAt(value.position, 'duplicate-parameter', message);
    }
    seen.set(key, value);
  }
}
