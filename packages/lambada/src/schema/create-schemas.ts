import type ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';
import type { Reporter } from '../scan/reporter.ts';
import { arraySchema } from './array-schema.ts';
import { builtInSchema } from './built-in-schema.ts';
import { componentName, namingSymbol } from './component-name.ts';
import { documented } from './constraints.ts';
import { objectSchema } from './object-schema.ts';
import { primitiveSchema } from './primitive-schema.ts';
import { reportUnsupported } from './report-unsupported.ts';
import type { SchemaContext } from './schema-context.ts';
import { schemaOfNode } from './schema-of-node.ts';
import { unionSchema } from './union-schema.ts';

export interface Schemas extends SchemaContext {
  /** The named types that were needed so far, by name. */
  components(): Record<string, JsonSchema>;
  /** What a reference stands for; another schema as it is. */
  resolve(schema: JsonSchema): JsonSchema;
}

interface Component {
  readonly symbol: ts.Symbol;
  readonly type: ts.Type;
  /** Absent while its members are being read: a recursive type refers to it by name. */
  schema?: JsonSchema;
}

/** Types within types. */
const maxDepth = 100;

export function createSchemas(program: ts.Program, { report, ...others }: Reporter): Schemas {
  const checker = program.getTypeChecker();
  const components = new Map<string, Component>();
  const inProgress = new Set<ts.Type>();
  const elsewhere: string[] = [];
  const reporter: Reporter = {
    ...others,
    report: (node, code, message) =>
      report(node, code, elsewhere.length > 0 ? `${elsewhere.join('.')}: ${message}` : message),
  };

  const isLibrary = (source: ts.SourceFile) =>
    program.isSourceFileDefaultLibrary(source) || source.fileName.includes('/node_modules/@types/node/');
  const isOfLibrary = (symbol: ts.Symbol) =>
    symbol.declarations?.some((declaration) => isLibrary(declaration.getSourceFile())) ?? false;

  const context: SchemaContext = {
    checker,
    reporter,
    isOfLibrary,
    within: (property, read) => {
      elsewhere.push(property);
      const schema = read();
      elsewhere.pop();
      return schema;
    },
    schemaOf: (type, at) => {
      const name = componentName(context, type);
      const symbol = namingSymbol(context, type);
      return name && symbol ? reference(symbol, name, type, at) : inline(type, at);
    },
    reference,
    schemaOfNode: (node, type, at) => schemaOfNode(context, node, type, at),
  };

  function reference(symbol: ts.Symbol, name: string, type: ts.Type, at: ts.Node): JsonSchema {
    const known = components.get(name);
    if (!known) {
      const component: Component = { symbol, type };
      components.set(name, component);
      component.schema = documented(context, symbol, inline(type, at));
    } else if (known.type !== type) {
      const message = `Two types become the schema ${name}; the other is ${placeOf(known.symbol)}: rename one of them.`;
      reporter.report(at, 'duplicate-schema-name', message);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  function placeOf({ name, declarations }: ts.Symbol): string {
    const [declaration] = declarations ?? [];
    if (!declaration) return name;
    const { file, line } = reporter.positionOf(declaration);
    return `in ${file}:${line}`;
  }

  function inline(type: ts.Type, at: ts.Node): JsonSchema {
    if (inProgress.has(type) || inProgress.size >= maxDepth) {
      const message = inProgress.has(type)
        ? 'This type contains itself without a name: declare it as an interface or a type.'
        : 'This type has no end, such as a generic type that contains itself with another argument: give it one.';
      reporter.report(at, 'recursive-type', message);
      return {};
    }
    inProgress.add(type);
    try {
      return (
        primitiveSchema(context, type) ??
        builtInSchema(context, type, at) ??
        arraySchema(context, type, at) ??
        (type.isUnion() ? unionSchema(context, type.types, at) : undefined) ??
        objectSchema(context, type, at) ??
        reportUnsupported(context, type, at)
      );
    } finally {
      inProgress.delete(type);
    }
  }

  return {
    ...context,
    resolve: (schema) =>
      (schema.$ref && components.get(schema.$ref.slice('#/components/schemas/'.length))?.schema) || schema,
    components: () =>
      Object.fromEntries(
        [...components]
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([name, { schema }]) => [name, schema ?? {}]),
      ),
  };
}
