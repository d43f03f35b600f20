import { _ } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import type { ApiModel, JsonSchema } from '../model.ts';
import { formats } from '../runtime/formats.ts';

/** Collects the schemas of an API and compiles them to a module that needs no validator at run time. */
export class Validators {
  readonly #ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    formats: { ...formats },
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  });
  readonly #names: Record<string, string> = {};

  constructor(schemas: ApiModel['schemas']) {
    for (const [name, schema] of Object.entries(schemas))
      this.#ajv.addSchema({ ...absolute(schema), $id: `schema:${name}` });
  }

  /** The name of the function in the module. */
  add(name: string, schema: JsonSchema): string {
    const unique = name in this.#names ? `${name}${Object.keys(this.#names).length}` : name;
    this.#names[unique] = unique;
    this.#ajv.addSchema({ ...absolute(schema), $id: unique });
    return unique;
  }

  get names(): readonly string[] {
    return Object.keys(this.#names);
  }

  async moduleCode(): Promise<string> {
    const source = standalone.default(this.#ajv, this.#names);
    // Ajv's few functions for strings and equality become part of the module.
    const { outputFiles } = await build({
      stdin: {
        contents: `import { formats } from '@samples/lambada/runtime';\n${source}`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      external: ['@samples/lambada/runtime'],
      minifyWhitespace: true,
      minifySyntax: true,
      lineLimit: 120,
    });
    return outputFiles[0]?.text ?? '';
  }
}

/** A schema whose references lead to the schemas by their ids. */
function absolute(schema: JsonSchema): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === '$ref') return String(value).replace('#/components/schemas/', 'schema:');
    // OpenAPI's, for readers: the members of a union say the same.
    return key === 'discriminator' && 'propertyName' in value ? undefined : value;
  });
}
