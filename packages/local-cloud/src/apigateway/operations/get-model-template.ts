import type { GetModelTemplateCommandInput, Template } from '@aws-sdk/client-api-gateway';
import { isRecord } from '../../aws/is-record.ts';
import { badRequest } from '../errors.ts';
import type { ApiGatewayState } from '../state.ts';
import { modelReference } from '../validation/model-reference.ts';
import { modelOf } from './models.ts';

/** Models that refer to others many times over would make templates of any size. */
const maxLines = 5_000;
const maxDepth = 300;

const samples: Readonly<Record<string, string>> = {
  string: '"foo"',
  number: '3.1415',
  integer: '42',
  boolean: 'true',
  null: 'null',
};

/** A mapping template to start from: one that writes a sample of the model. */
export function getModelTemplate(state: ApiGatewayState, input: GetModelTemplateCommandInput): Template {
  const { api, model } = modelOf(state, input);
  const { models } = api.model;
  const root = schemaOf(model.schema);
  let lines = 0;

  function sample(schema: unknown, indent: string, within: readonly string[]): string {
    if (indent.length + within.length > maxDepth) return '{ }';
    const { $ref: reference, type, properties, items } = isRecord(schema) ? schema : {};
    if (typeof reference === 'string') return sampleOf(reference, indent, within);
    const first = Array.isArray(type) ? type[0] : type;
    if (first === 'object' || (first === undefined && isRecord(properties))) {
      return sampleObject(isRecord(properties) ? properties : {}, indent, within);
    }
    if (first === 'array' || (first === undefined && items !== undefined)) {
      return sampleList(items, indent, within);
    }
    return samples[String(first)] ?? '{ }';
  }

  /** A model within itself ends there. */
  function sampleOf(reference: string, indent: string, within: readonly string[]): string {
    if (within.includes(reference)) return '{ }';
    const inside = [...within, reference];
    const name = modelReference(reference)?.name ?? '';
    const definitions = isRecord(root.definitions) ? root.definitions : {};
    if (Object.hasOwn(definitions, name)) return sample(definitions[name], indent, inside);
    const other = Object.hasOwn(models, name) ? models[name] : undefined;
    return other ? sample(schemaOf(other.schema), indent, inside) : '{ }';
  }

  function sampleObject(
    properties: Readonly<Record<string, unknown>>,
    indent: string,
    within: readonly string[],
  ): string {
    const inner = `${indent}  `;
    const members = Object.entries(properties).map(([name, schema]) => {
      countLine();
      return `${inner}${JSON.stringify(name)} : ${sample(schema, inner, within)}`;
    });
    return members.length === 0 ? '{ }' : `{\n${members.join(',\n')}\n${indent}}`;
  }

  function sampleList(items: unknown, indent: string, within: readonly string[]): string {
    countLine();
    const item = sample(Array.isArray(items) ? items[0] : items, `${indent} `, within);
    return [
      '[',
      '##TODO: Update this foreach loop to reference array from input json',
      '#foreach($elem in $inputRoot)',
      `${indent} ${item}`,
      '#if($foreach.hasNext),#end',
      '#end',
      `${indent}]`,
    ].join('\n');
  }

  function countLine(): void {
    lines += 1;
    if (lines > maxLines) throw badRequest(`The template of a model can have at most ${maxLines} lines`);
  }

  return { value: `#set($inputRoot = $input.path('$'))\n${sample(root, '', [])}` };
}

function schemaOf(schema = '{}'): Record<string, unknown> {
  const parsed: unknown = JSON.parse(schema);
  return isRecord(parsed) ? parsed : {};
}
