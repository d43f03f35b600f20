import { readFile } from 'node:fs/promises';
import { type CollectionTag, parseDocument, type ScalarTag } from 'yaml';
import { DeployError } from '../deploy-error.ts';

export type Properties = Record<string, unknown>;

export interface Resource {
  Type: string;
  Properties?: Properties;
  Metadata?: Properties;
  Condition?: unknown;
}

export interface Template {
  Parameters?: Record<string, { Default?: unknown; Description?: unknown }>;
  Globals?: { Function?: Properties };
  Resources: Record<string, Resource>;
}

/** Reads a template; CloudFormation's short tags (`!Ref x`) come back in their long form (`{ Ref: 'x' }`). */
export async function readTemplate(path: string): Promise<Template> {
  const source = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new DeployError(`There is no template at ${path}`);
    throw error;
  });
  return parseTemplate(source, path);
}

export function parseTemplate(source: string, path: string): Template {
  const document = parseDocument(source, { customTags });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) throw new DeployError(`${path}: ${problem.message.trim()}`);
  const template: unknown = document.toJS();
  if (!isTemplate(template)) {
    throw new DeployError(`${path}: expected Resources that each have a Type, received none or others`);
  }
  return template;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTemplate(value: unknown): value is Template {
  if (!isRecord(value) || !isRecord(value.Resources)) return false;
  return Object.values(value.Resources).every(
    (resource) => isRecord(resource) && typeof resource.Type === 'string',
  );
}

const FUNCTIONS =
  'And Base64 Cidr Equals FindInMap GetAtt GetAZs If ImportValue Join Length Not Or Select Split Sub ToJsonString Transform';

const customTags = ['Ref', 'Condition', ...FUNCTIONS.split(' ')].flatMap(
  (name): (ScalarTag | CollectionTag)[] => {
    const tag = `!${name}`;
    const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
    return [
      { tag, resolve: (text) => ({ [key]: name === 'GetAtt' ? splitAttribute(text) : text }) },
      { tag, collection: 'seq', resolve: (list) => ({ [key]: list.toJSON() }) },
      { tag, collection: 'map', resolve: (map) => ({ [key]: map.toJSON() }) },
    ];
  },
);

// Only the first dot separates: `Nested.Outputs.Url` is the attribute `Outputs.Url` of `Nested`.
function splitAttribute(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
