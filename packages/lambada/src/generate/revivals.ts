import type { ApiModel, JsonSchema } from '../model.ts';
import { propertyKey } from './source-text.ts';

/**
 * Code that turns the strings of a valid body into what its type has: dates, bigints, bytes. A schema without such
 * values needs none, so that most APIs have no such code.
 */
export class Revivals {
  readonly #schemas: ApiModel['schemas'];
  readonly #functions = new Map<string, string>();

  constructor(schemas: ApiModel['schemas']) {
    this.#schemas = schemas;
  }

  /** A function's source; undefined where the value is already what the type says. */
  functionOf(schema: JsonSchema): string | undefined {
    const code = this.#expression(schema, 'value');
    return code === undefined ? undefined : `(value) => ${code}`;
  }

  /** The functions of named types, which may contain themselves. */
  get declarations(): string {
    return [...this.#functions].map(([name, code]) => `const ${name} = (value) => ${code};\n`).join('');
  }

  #expression(schema: JsonSchema, value: string): string | undefined {
    if (schema.$ref) return this.#named(schema.$ref.split('/').at(-1) ?? '', value);
    const own = values[schema['x-value'] ?? ''];
    if (own) return `${own}(${value})`;
    const parts = [
      ...(schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []).map((one) => this.#expression(one, value)),
      this.#items(schema, value),
      this.#properties(schema, value),
    ].filter((part) => part !== undefined);
    if (parts.length === 1) return parts[0];
    return parts.length > 0
      ? parts.reduce((inner, part) => `((value) => ${part})(${inner})`, value)
      : undefined;
  }

  #named(name: string, value: string): string | undefined {
    const schema = this.#schemas[name];
    if (!schema || !this.#hasValues(schema, new Set())) return undefined;
    const functionName = `revive${name.replaceAll(/\W/g, '_')}`;
    if (!this.#functions.has(functionName)) {
      this.#functions.set(functionName, '');
      this.#functions.set(functionName, this.#expression(schema, 'value') ?? 'value');
    }
    return `${functionName}(${value})`;
  }

  #items({ items, prefixItems = [] }: JsonSchema, value: string): string | undefined {
    const each = items ? this.#expression(items, 'value') : undefined;
    const first = prefixItems.map((item) => this.#expression(item, 'value'));
    if (!each && first.every((code) => code === undefined)) return undefined;
    const functions = first.map((code) => `(value) => ${code ?? 'value'}`).join(', ');
    return `lambada.reviveItems(${value}, [${functions}], (value) => ${each ?? 'value'})`;
  }

  #properties({ properties = {}, additionalProperties }: JsonSchema, value: string): string | undefined {
    const entries = Object.entries(properties).flatMap(([name, schema]) => {
      const code = this.#expression(schema, 'value');
      return code === undefined ? [] : [`${propertyKey(name)}: (value) => ${code}`];
    });
    const others =
      typeof additionalProperties === 'object' ? this.#expression(additionalProperties, 'value') : undefined;
    if (entries.length === 0 && others === undefined) return undefined;
    const known = JSON.stringify(Object.keys(properties));
    const rest = others === undefined ? '' : `, ${known}, (value) => ${others}`;
    return `lambada.reviveProperties(${value}, { ${entries.join(', ')} }${rest})`;
  }

  #hasValues(schema: JsonSchema, seen: Set<string>): boolean {
    if (schema['x-value']) return true;
    const name = schema.$ref?.split('/').at(-1);
    if (name !== undefined) {
      if (seen.has(name)) return false;
      return this.#hasValues(this.#schemas[name] ?? {}, seen.add(name));
    }
    const { anyOf = [], oneOf = [], allOf = [], prefixItems = [], properties = {} } = schema;
    const { items, additionalProperties } = schema;
    return [...anyOf, ...oneOf, ...allOf, ...prefixItems, ...Object.values(properties)]
      .concat(items || [], typeof additionalProperties === 'object' ? additionalProperties : [])
      .some((one) => this.#hasValues(one, seen));
  }
}

const values: Record<string, string | undefined> = {
  Date: 'lambada.reviveDate',
  bigint: 'lambada.reviveBigint',
  Uint8Array: 'lambada.reviveBytes',
};
