import ts from 'typescript-api';
import type { JsonSchema, JsonValue, ValueParameter } from '../model.ts';
import { constrained } from '../schema/constraints.ts';
import { membersOf } from '../schema/schema-context.ts';
import { type Annotation, type AnnotationName, argumentValues, literalValue } from './annotations.ts';
import { defaultOf } from './default-value.ts';
import type { ScanContext } from './scan-context.ts';
import type { Taken } from './taken.ts';
import { checkValueSchema } from './value-schema.ts';

const kinds: Partial<Readonly<Record<AnnotationName, ValueParameter['kind']>>> = {
  PathParam: 'path',
  QueryParam: 'query',
  HeaderParam: 'header',
  CookieParam: 'cookie',
  FormParam: 'form',
};

/** What `@PathParam` and its like take from the request; undefined without one of these. */
export function readValue(context: ScanContext, taken: Taken): ValueParameter | undefined {
  const { reporter } = context;
  const [source, ...others] = taken.annotations.filter(({ name }) => kinds[name] || name === 'BeanParam');
  const defaulted = taken.annotations.find(({ name }) => name === 'DefaultValue');
  for (const { node, name } of source ? others : []) {
    const message = `A value comes from one place, and @${source?.name} is already here: remove @${name}.`;
    reporter.report(node, 'two-annotations', message);
  }
  if (defaulted && (!source || source.name === 'BeanParam' || source.name === 'PathParam')) {
    const message =
      source?.name === 'PathParam'
        ? 'A path always has its parameters: remove @DefaultValue.'
        : '@DefaultValue is for a single value: add @QueryParam() or another source, or write the defaults in the class.';
    reporter.report(defaulted.node, 'misplaced-default', message);
  }
  const kind = source && kinds[source.name];
  return kind && valueFrom(context, taken, source, kind, defaulted);
}

function valueFrom(
  context: ScanContext,
  taken: Taken,
  source: Annotation,
  kind: ValueParameter['kind'],
  defaulted: Annotation | undefined,
): ValueParameter {
  const { reporter, schemas } = context;
  const { declaration, type, description, tags } = taken;
  const written = schemas.schemaOfNode(declaration.type, withoutUndefined(context, type), declaration.name);
  const schema = constrained(schemas, tags, written);
  checkValueSchema(context, schema, kind, declaration.type ?? declaration.name);
  const value = defaultFor(context, taken, schema, defaulted);
  const mayBeUndefined = membersOf(type).some(({ flags }) => flags & ts.TypeFlags.Undefined);
  return {
    kind,
    name: nameOf(context, taken, source, kind),
    ...(description && { description }),
    schema,
    required: kind === 'path' || !(taken.isOptional || mayBeUndefined || value !== undefined),
    ...(value !== undefined && { default: value }),
    position: reporter.positionOf(declaration),
  };
}

function withoutUndefined({ checker }: ScanContext, type: ts.Type): ts.Type {
  const members = membersOf(type);
  const isNullable = members.some(({ flags }) => flags & ts.TypeFlags.Null);
  return members.length > 1 && !isNullable ? checker.getNonNullableType(type) : type;
}

function nameOf(
  context: ScanContext,
  taken: Taken,
  source: Annotation,
  kind: ValueParameter['kind'],
): string {
  const { checker, reporter } = context;
  const [written] = argumentValues(checker, reporter, source) ?? [''];
  const name = written === undefined ? taken.name : String(written);
  if (name === undefined) {
    const message = `This parameter has no name of its own: write @${source.name}('…').`;
    reporter.report(source.node, 'missing-argument', message);
  }
  // What RFC 9110 and RFC 6265 let a name be made of.
  if (name !== undefined && (kind === 'header' || kind === 'cookie') && !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    const message = `A ${kind} has no such name: write letters, digits and hyphens in place of ${JSON.stringify(name)}.`;
    reporter.report(source.arguments?.[0] ?? source.node, 'invalid-name', message);
  }
  return kind === 'header' ? (name ?? '').toLowerCase() : (name ?? '');
}

/** Of `@DefaultValue`, or of an initializer that is a literal; another initializer does its work at run time. */
function defaultFor(
  context: ScanContext,
  { declaration }: Taken,
  schema: JsonSchema,
  annotation: Annotation | undefined,
): JsonValue | undefined {
  const { checker, reporter } = context;
  const { initializer } = declaration;
  if (annotation && initializer) {
    const message = 'The parameter has a default already: remove @DefaultValue or the initializer.';
    reporter.report(annotation.node, 'two-defaults', message);
  }
  if (!annotation) {
    const value = initializer && literalValue(checker, initializer);
    return value === undefined ? undefined : defaultOf(context, schema, value, initializer ?? declaration);
  }
  const [value] = argumentValues(checker, reporter, annotation) ?? [];
  if (value !== undefined)
    return defaultOf(context, schema, value, annotation.arguments?.[0] ?? annotation.node);
  if (!annotation.arguments?.length) {
    reporter.report(annotation.node, 'missing-argument', 'Expected a value: write @DefaultValue(…).');
  }
  return undefined;
}
