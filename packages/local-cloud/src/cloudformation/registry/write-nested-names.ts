/**
 * Writes nested-names.ts: which members the objects inside of a resource's properties have, for the properties that
 * this cloud offers or keeps. Usage: node src/cloudformation/registry/write-nested-names.ts FOLDER, the folder being the
 * unpacked https://schema.cloudformation.us-east-1.amazonaws.com/CloudformationSchema.zip
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '../../aws/is-record.ts';
import { resourceTypes } from '../resource-types.ts';

type Schema = Readonly<Record<string, unknown>>;

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Expected the folder of the schemas as the first argument.');

const blocks = new Map<string, string>();
for (const file of (await readdir(folder)).sort()) {
  const schema: unknown = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
  if (!isRecord(schema)) throw new Error(`Expected a schema in ${file}.`);
  const offered = resourceTypes.find(({ type }) => type === schema.typeName);
  if (offered)
    blocks.set(
      offered.type,
      blockOf(schema, [...Object.keys(offered.properties), ...topLevel(offered.inert)]),
    );
}
const block = [...blocks.values()].filter((lines) => lines !== '').join('\n');
await writeFile(
  new URL('nested-names.ts', import.meta.url),
  `/**
 * Written by write-nested-names.ts from the public schemas of the CloudFormation registry: a type, then a line for each
 * object inside of its properties: the path, list positions left out, and the names of the object's members.
 */
export const nestedNames = \`
${block}
\`;
`,
);

function topLevel(names: readonly string[] = []): string[] {
  return names.filter((name) => !name.includes('.'));
}

function blockOf(schema: Schema, offered: readonly string[]): string {
  const lines: string[] = [];
  for (const name of offered.toSorted()) {
    const property = memberOf(schema.properties, name);
    if (property) describe(schema, property, name, [], lines);
  }
  return lines.length > 0 ? [String(schema.typeName), ...lines].join('\n') : '';
}

/** Adds the line of an object, and those of the objects inside of it. What takes members of any name has none. */
function describe(root: Schema, given: Schema, at: string, above: readonly Schema[], lines: string[]): void {
  const schema = resolved(root, given);
  if (above.includes(schema)) return;
  const items = memberOf(schema, 'items');
  if (items) describe(root, items, at, [...above, schema], lines);
  const isClosed = schema.additionalProperties === false && !schema.patternProperties;
  if (items || !isRecord(schema.properties) || !isClosed) return;
  const names = Object.keys(schema.properties).sort();
  lines.push(` ${at} ${names.join(' ')}`);
  for (const name of names) {
    const member = memberOf(schema.properties, name);
    if (member) describe(root, member, `${at}.${name}`, [...above, schema], lines);
  }
}

function resolved(root: Schema, schema: Schema): Schema {
  const name = /^#\/definitions\/(.+)$/.exec(String(schema.$ref))?.[1];
  const definition = name && memberOf(root.definitions, name);
  return definition ? resolved(root, definition) : schema;
}

function memberOf(value: unknown, name: string): Schema | undefined {
  const member = isRecord(value) ? value[name] : undefined;
  return isRecord(member) ? member : undefined;
}
