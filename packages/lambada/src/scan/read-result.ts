import ts from 'typescript-api';
import type { JsonSchema, Result } from '../model.ts';
import { membersOf } from '../schema/schema-context.ts';
import { unionSchema } from '../schema/union-schema.ts';
import type { AnnotatedMethod } from './annotated-methods.ts';
import { isResponseType } from './lambada-types.ts';
import type { ScanContext } from './scan-context.ts';

const bytes: readonly string[] = ['Uint8Array', 'Buffer', 'ArrayBuffer', 'Blob'];
const streams: readonly string[] = ['ReadableStream', 'Readable', 'AsyncGenerator', 'AsyncIterable'];

/** What a method returns, or what its promise resolves to. */
export function readResult(context: ScanContext, { declaration, signature }: AnnotatedMethod): Result {
  const { checker, reporter, schemas } = context;
  const returned = checker.getReturnTypeOfSignature(signature);
  const type = checker.getAwaitedType(returned) ?? returned;
  const at = declaration.type ?? declaration.name;
  const members = membersOf(type);
  const responses = members.filter(isResponseType);
  const values = members.filter((member) => !isResponseType(member) && !isEmpty(member));
  const mayBeEmpty = members.some(isEmpty);
  if (values.length === 0) {
    const kind = responses.length > 0 ? 'response' : 'void';
    const schema = responses
      .map((response) => entityOf(context, response, at))
      .find((each) => each !== undefined);
    return { kind, ...(schema && { schema }), mayBeEmpty };
  }
  const kinds = new Set(values.map((value) => kindOf(value)));
  const [kind = 'json'] = kinds;
  if (kinds.size > 1) {
    const message = `A method returns one kind of value, and this returns ${[...kinds].join(' and ')}: return a Response where it differs.`;
    reporter.report(at, 'mixed-result', message);
  }
  if (kind === 'bytes' || kind === 'stream') return { kind, mayBeEmpty };
  const schema =
    responses.length > 0
      ? unionSchema(schemas, values, at, members.length)
      : schemas.schemaOfNode(resultNode(declaration), type, at);
  return { kind, ...(schema && { schema }), mayBeEmpty };
}

function isEmpty({ flags }: ts.Type): boolean {
  return (flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) !== 0;
}

function kindOf(type: ts.Type): 'json' | 'string' | 'bytes' | 'stream' {
  if (type.flags & ts.TypeFlags.StringLike) return 'string';
  const name = type.getSymbol()?.name ?? '';
  if (bytes.includes(name)) return 'bytes';
  if (streams.includes(name)) return 'stream';
  return 'json';
}

/** `T` of `Response<T>`. */
function entityOf({ checker, schemas }: ScanContext, type: ts.Type, at: ts.Node): JsonSchema | undefined {
  const [entity] = type.aliasTypeArguments ?? checker.getTypeArguments(type as ts.TypeReference);
  const says = entity && !(entity.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never));
  return says && !isEmpty(entity) ? schemas.schemaOf(entity, at) : undefined;
}

/** `Pet` of a written `Promise<Pet>`. */
function resultNode({ type }: ts.MethodDeclaration): ts.TypeNode | undefined {
  const isPromise = type && ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise';
  return isPromise ? type.typeArguments?.[0] : type;
}
