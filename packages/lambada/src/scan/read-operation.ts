import ts from 'typescript-api';
import type { Operation, Parameter } from '../model.ts';
import type { AnnotatedMethod } from './annotated-methods.ts';
import { type Annotation, annotationsOf, argumentValues, isHttpMethod } from './annotations.ts';
import { checkParameters } from './check-parameters.ts';
import { readDocs } from './docs.ts';
import { joinPaths, parsePath } from './parse-path.ts';
import { readMediaTypes } from './read-media-types.ts';
import { readParameter } from './read-parameter.ts';
import { readPathArgument } from './read-path-argument.ts';
import { readResult } from './read-result.ts';
import type { ScanContext } from './scan-context.ts';

/** What a class says for all its methods. */
export interface ClassSettings {
  readonly name: string;
  readonly path: string;
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  readonly authorized?: Annotation;
}

export function readOperation(
  context: ScanContext,
  settings: ClassSettings,
  method: AnnotatedMethod,
): Operation | undefined {
  const { checker, reporter } = context;
  const annotations = annotationsOf(checker, method.annotated);
  const [http, ...moreHttp] = annotations.filter(({ name }) => isHttpMethod(name));
  if (!http || !isHttpMethod(http.name)) return undefined;
  for (const { node, name } of moreHttp) {
    const message = `A method has one HTTP method, and @${http.name} is already here: write another method for @${name}.`;
    reporter.report(node, 'two-http-methods', message);
  }
  const find = (wanted: Annotation['name']) => annotations.find(({ name }) => name === wanted);
  const pathAnnotation = find('Path');
  const path =
    joinPaths(settings.path, pathAnnotation ? readPathArgument(context, pathAnnotation) : '') || '/';
  const consumes = readMediaTypes(context, find('Consumes'));
  const produces = readMediaTypes(context, find('Produces'));
  const status = readStatus(context, find('Status'));
  const authorizer = readAuthorizer(context, find('Authorized') ?? settings.authorized);
  const operation: Operation = {
    methodName: method.symbol.name,
    operationId: `${settings.name}_${method.symbol.name}`,
    httpMethod: http.name,
    path,
    segments: parsePath(path).segments,
    ...readDocs(checker, method),
    parameters: readParameters(context, method),
    consumes: consumes.length > 0 ? consumes : settings.consumes,
    produces: produces.length > 0 ? produces : settings.produces,
    ...(status !== undefined && { status }),
    ...(authorizer !== undefined && { authorizer }),
    result: readResult(context, method),
    position: reporter.positionOf(method.declaration.name),
  };
  checkParameters(reporter, operation, pathAnnotation?.node ?? http.node);
  return operation;
}

function readParameters(context: ScanContext, method: AnnotatedMethod): Parameter[] {
  return method.signature.getParameters().flatMap((symbol, index): Parameter[] => {
    const declaration = symbol.valueDeclaration;
    if (!declaration || !ts.isParameter(declaration)) return [];
    const annotated = method.annotated.parameters[index] ?? declaration;
    const parameter = readParameter(context, symbol, declaration, annotated);
    return parameter ? [parameter] : [];
  });
}

function readStatus(
  { checker, reporter }: ScanContext,
  annotation: Annotation | undefined,
): number | undefined {
  if (!annotation) return undefined;
  const [status] = argumentValues(checker, reporter, annotation) ?? [undefined];
  if (typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599) return status;
  const message = 'Expected a status between 200 and 599, as in @Status(201).';
  reporter.report(annotation.arguments?.[0] ?? annotation.node, 'invalid-status', message);
  return undefined;
}

function readAuthorizer(context: ScanContext, annotation: Annotation | undefined): string | undefined {
  if (!annotation) return undefined;
  const { checker, reporter, authorizerNames } = context;
  const [name] = argumentValues(checker, reporter, annotation) ?? [];
  if (typeof name === 'string' && authorizerNames.includes(name)) return name;
  if (typeof name === 'string') {
    const known =
      authorizerNames.length > 0
        ? `expected ${authorizerNames.join(' or ')}`
        : 'the project has no authorizer';
    const message = `There is no authorizer named ${JSON.stringify(name)} (${known}): write a class with @Authorizer('${name}'), or add it to the settings.`;
    reporter.report(annotation.arguments?.[0] ?? annotation.node, 'unknown-authorizer', message);
  } else if (!annotation.arguments?.length) {
    reporter.report(
      annotation.node,
      'missing-argument',
      "Expected the name of an authorizer: write @Authorized('…').",
    );
  }
  return undefined;
}
