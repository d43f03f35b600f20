import type { ApiModel, BodyParameter, Operation, Parameter, ValueParameter } from '../model.ts';
import { convertText } from '../runtime/convert-text.ts';
import type { PlacedOperation } from './gateway-path.ts';
import type { Imports } from './imports.ts';
import { Revivals } from './revivals.ts';
import { planText } from './text-types.ts';
import { Validators } from './validators.ts';

/** Writes the routes of operations as source code. */
export class RouteCode {
  readonly validators: Validators;
  readonly revivals: Revivals;
  readonly #schemas: ApiModel['schemas'];
  readonly #imports: Imports;

  constructor({ schemas }: ApiModel, imports: Imports) {
    this.validators = new Validators(schemas);
    this.revivals = new Revivals(schemas);
    this.#schemas = schemas;
    this.#imports = imports;
  }

  route({ resource, operation, names }: PlacedOperation): string {
    const instance = this.#imports.instanceOf(resource);
    const { methodName, parameters, consumes, authorizer } = operation;
    const produces = producedTypes(operation);
    const patterns = operation.segments.flatMap((segment) =>
      segment.kind === 'parameter' && segment.pattern !== undefined
        ? [`${JSON.stringify(names[segment.name] ?? segment.name)}: ${patternCode(segment.pattern)}`]
        : [],
    );
    const plans = parameters.map((parameter, index) =>
      this.#parameter(parameter, `${operation.operationId}_${index}`),
    );
    return objectCode({
      parameters: `[${plans.join(', ')}]`,
      call: `(values) => ${instance}()[${JSON.stringify(methodName)}](...values)`,
      names: Object.keys(names).length > 0 && JSON.stringify(names),
      patterns: patterns.length > 0 && `{ ${patterns.join(', ')} }`,
      consumes: consumes.length > 0 && JSON.stringify(consumes),
      produces: produces.length > 0 && JSON.stringify(produces),
      status: operation.status !== undefined && String(operation.status),
      authorizer: authorizer !== undefined && JSON.stringify(authorizer),
    });
  }

  #parameter(parameter: Parameter, name: string): string {
    switch (parameter.kind) {
      case 'context':
        return "{ kind: 'context' }";
      case 'body':
        return this.#body(parameter, name);
      case 'bean':
        return objectCode({
          kind: "'bean'",
          create: `() => new ${this.#imports.nameOf(parameter.bean)}()`,
          fields: `{ ${parameter.fields
            .map(
              (field) =>
                `${JSON.stringify(field.property)}: ${this.#parameter(field.parameter, `${name}_${field.property}`)}`,
            )
            .join(', ')} }`,
        });
      default:
        return this.#value(parameter, name);
    }
  }

  #value({ kind, name, schema, required, default: fallback }: ValueParameter, id: string): string {
    const { types, isList, expects, isConstrained } = planText(schema, this.#schemas);
    return objectCode({
      kind: JSON.stringify(kind),
      name: JSON.stringify(name),
      isRequired: String(required),
      isList: String(isList),
      default: fallback !== undefined && defaultCode(fallback, types),
      types: JSON.stringify(types),
      expects: JSON.stringify(expects),
      validate: isConstrained && this.validators.add(identifier(id), schema),
    });
  }

  #body({ as, schema, required }: BodyParameter, id: string): string {
    return objectCode({
      kind: "'body'",
      as: JSON.stringify(as),
      isRequired: String(required),
      validate: as !== 'bytes' && this.validators.add(identifier(id), schema),
      revive: as === 'json' && (this.revivals.functionOf(schema) ?? false),
    });
  }
}

/** Media types that a method says, or that its result has. A `Response` without the annotation says its own. */
function producedTypes({ produces, result }: Operation): readonly string[] {
  if (produces.length > 0) return produces;
  const own = { json: 'application/json', string: 'text/plain' } as Record<string, string | undefined>;
  const type = own[result.kind];
  return type === undefined ? [] : [type];
}

/** A default is of the schema's type already, apart from dates and bigints. */
function defaultCode(value: unknown, types: Parameters<typeof convertText>[1]): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const converted = convertText(value, types);
  if (converted instanceof Date) return `new Date(${JSON.stringify(value)})`;
  return typeof converted === 'bigint' ? `${converted}n` : JSON.stringify(value);
}

function patternCode(pattern: string): string {
  return `new RegExp(${JSON.stringify(`^(?:${pattern})$`)})`;
}

function identifier(text: string): string {
  return text.replaceAll(/\W/g, '_');
}

/** The source of an object, without the entries that are false. */
export function objectCode(entries: Readonly<Record<string, string | false>>): string {
  const present = Object.entries(entries).filter(([, code]) => code !== false);
  return `{ ${present.map(([name, code]) => `${name}: ${code}`).join(', ')} }`;
}
