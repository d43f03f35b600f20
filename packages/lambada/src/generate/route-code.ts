import { consumedTypes, producedTypes } from '../default-types.ts';
import type { ApiModel, BodyParameter, Parameter, ValueParameter } from '../model.ts';
import { convertText } from '../runtime/convert-text.ts';
import type { PlacedOperation } from './gateway-path.ts';
import type { Imports } from './imports.ts';
import { Revivals } from './revivals.ts';
import { literal, memberAccess, objectLiteral, propertyKey } from './source-text.ts';
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
    const { methodName, parameters, authorizer } = operation;
    const consumes = consumedTypes(operation);
    const produces = producedTypes(operation);
    const patterns = operation.segments.flatMap((segment) =>
      segment.kind === 'parameter' && segment.pattern !== undefined
        ? [`${propertyKey(names[segment.name] ?? segment.name)}: ${patternCode(segment.pattern)}`]
        : [],
    );
    const plans = parameters.map((parameter, index) =>
      this.#parameter(parameter, `${operation.operationId}_${index}`),
    );
    return objectLiteral({
      parameters: `[${plans.join(', ')}]`,
      call: `(values) => ${instance}()${memberAccess(methodName)}(...values)`,
      names: Object.keys(names).length > 0 && JSON.stringify(names),
      patterns: patterns.length > 0 && `{ ${patterns.join(', ')} }`,
      consumes: consumes.length > 0 && literal(consumes),
      produces: produces.length > 0 && literal(produces),
      status: operation.status !== undefined && String(operation.status),
      authorizer: authorizer !== undefined && literal(authorizer),
    });
  }

  #parameter(parameter: Parameter, name: string): string {
    switch (parameter.kind) {
      case 'context':
        return "{ kind: 'context' }";
      case 'body':
        return this.#body(parameter, name);
      case 'bean':
        return objectLiteral({
          kind: "'bean'",
          create: `() => new ${this.#imports.nameOf(parameter.bean)}()`,
          fields: `{ ${parameter.fields
            .map(
              (field) =>
                `${propertyKey(field.property)}: ${this.#parameter(field.parameter, `${name}_${field.property}`)}`,
            )
            .join(', ')} }`,
        });
      default:
        return this.#value(parameter, name);
    }
  }

  #value({ kind, name, schema, required, default: fallback }: ValueParameter, id: string): string {
    const { types, isList, expects, isConstrained } = planText(schema, this.#schemas);
    return objectLiteral({
      kind: literal(kind),
      name: literal(name),
      isRequired: required && 'true',
      isList: isList && 'true',
      default: fallback !== undefined && defaultCode(fallback, types),
      types: literal(types),
      expects: literal(expects),
      validate: isConstrained && this.validators.add(identifier(id), schema),
    });
  }

  #body({ as, schema, required }: BodyParameter, id: string): string {
    return objectLiteral({
      kind: "'body'",
      as: literal(as),
      isRequired: required && 'true',
      validate: as !== 'bytes' && this.validators.add(identifier(id), schema),
      revive: as === 'json' && (this.revivals.functionOf(schema) ?? false),
    });
  }
}

/** A default is of the schema's type already, apart from dates and bigints. */
function defaultCode(value: unknown, types: Parameters<typeof convertText>[1]): string {
  if (typeof value !== 'string') return literal(value);
  const converted = convertText(value, types);
  if (converted instanceof Date) return `new Date(${literal(value)})`;
  return typeof converted === 'bigint' ? `${converted}n` : literal(value);
}

function patternCode(pattern: string): string {
  return `new RegExp(${literal(`^(?:${pattern})$`)})`;
}

function identifier(text: string): string {
  return text.replaceAll(/\W/g, '_');
}
