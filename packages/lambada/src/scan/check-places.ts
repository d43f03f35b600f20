import ts from 'typescript-api';
import {
  type Annotation,
  annotationsOf,
  decoratorsOf,
  givesAnnotation,
  isHttpMethod,
  type Place,
  places,
} from './annotations.ts';
import type { Reporter } from './reporter.ts';

/** Reports every decorator that stands where it does nothing, or is written without or with needless parentheses. */
export function checkPlaces(checker: ts.TypeChecker, reporter: Reporter, source: ts.SourceFile): void {
  const visit = (node: ts.Node): void => {
    const annotations = annotationsOf(checker, node);
    for (const annotation of annotations) checkPlace(reporter, annotation, node);
    for (const decorator of decoratorsOf(node)) {
      const isRead = annotations.some((annotation) => annotation.node === decorator);
      if (!isRead) checkIndirect(checker, reporter, decorator);
    }
    if (ts.isMethodDeclaration(node)) checkMethod(checker, reporter, node, annotations);
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function checkPlace(reporter: Reporter, annotation: Annotation, node: ts.Node): void {
  const { name } = annotation;
  const problem = misplaced(node) ?? (allows(name, node) ? undefined : `It is for ${describe(places[name])}`);
  if (problem) {
    reporter.report(annotation.node, 'misplaced-decorator', `@${name} has no effect here. ${problem}.`);
  } else if (isHttpMethod(name) && annotation.arguments) {
    reporter.report(annotation.node, 'needless-parentheses', `Write @${name} without parentheses.`);
  } else if (!isHttpMethod(name) && !annotation.arguments) {
    reporter.report(annotation.node, 'missing-parentheses', `This decorator is called: write @${name}(…).`);
  }
}

/** Nothing of the project is run, so what a function or constant returns is unknown: an authorizer would be lost. */
function checkIndirect(checker: ts.TypeChecker, reporter: Reporter, decorator: ts.Decorator): void {
  if (!givesAnnotation(checker, decorator.expression)) return;
  const message = `Annotations are read where they stand: write the annotation itself in place of ${decorator.getText()}.`;
  reporter.report(decorator, 'indirect-decorator', message);
}

/** Why no decorator of ours works on this node. */
function misplaced(node: ts.Node): string | undefined {
  const place = placeOf(node);
  if (!place) return 'Decorators are for classes, methods, parameters of methods, and fields of beans';
  if (place === 'class') {
    return ts.isClassExpression(node) || !ts.isSourceFile(node.parent)
      ? 'Declare the class at the top of the file: export class …'
      : undefined;
  }
  const member = place === 'parameter' ? node.parent : node;
  if (ts.isConstructorDeclaration(member)) return 'Move the parameter from the constructor to the method';
  if (ts.getCombinedModifierFlags(member as ts.Declaration) & ts.ModifierFlags.Static) return 'Remove static';
  if (ts.isMethodDeclaration(member) && !member.body)
    return 'Give the method a body, or move it to the method that has one';
  if (!ts.isMethodDeclaration(member) && place === 'parameter') return 'Move it to the parameter of a method';
  return undefined;
}

function placeOf(node: ts.Node): Place | undefined {
  if (ts.isClassLike(node)) return 'class';
  if (ts.isMethodDeclaration(node)) return 'method';
  if (ts.isParameter(node)) return 'parameter';
  return ts.isPropertyDeclaration(node) ? 'field' : undefined;
}

function allows(name: Annotation['name'], node: ts.Node): boolean {
  const place = placeOf(node);
  return place !== undefined && (places[name] as readonly Place[]).includes(place);
}

function describe(allowed: readonly Place[]): string {
  const names: Readonly<Record<Place, string>> = {
    class: 'a class',
    method: 'a method',
    parameter: 'a parameter of a method',
    field: 'a field of a bean',
  };
  return allowed.map((place) => names[place]).join(' and ');
}

function checkMethod(
  checker: ts.TypeChecker,
  reporter: Reporter,
  method: ts.MethodDeclaration,
  annotations: readonly Annotation[],
): void {
  const [first] = [...annotations, ...method.parameters.flatMap((each) => annotationsOf(checker, each))];
  if (!first) return;
  if (!annotations.some(({ name }) => isHttpMethod(name))) {
    const message = `@${first.name} has no effect without an HTTP method: add @GET or another to this method.`;
    reporter.report(first.node, 'missing-http-method', message);
  }
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  if (ts.isPrivateIdentifier(method.name) || ts.getCombinedModifierFlags(method) & hidden) {
    reporter.report(method.name, 'private-method', 'The generated code calls this method: make it public.');
  } else if (ts.isComputedPropertyName(method.name)) {
    reporter.report(
      method.name,
      'computed-name',
      'The generated code calls this method: give it a plain name.',
    );
  }
  if (method.typeParameters) {
    const message =
      'Nobody says which types this generic method is for: write types in place of its parameters.';
    reporter.report(method.name, 'generic-method', message);
  }
}
