import { isRecord } from '../../aws/is-record.ts';
import { formatError, validationError } from '../errors.ts';
import type { JsonObject, JsonValue, Template } from '../template.ts';
import { checkResource } from './check-resource.ts';

const maxDepth = 200;

/** AWS's limit of a template in S3, and of what transforms make of one. */
export const maxTemplateBytes = 1024 * 1024;

const sections = [
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
];

/** How many entries a section may have. */
const limits: Readonly<Record<string, number>> = {
  Mappings: 200,
  Outputs: 200,
  Parameters: 200,
  Resources: 500,
};

const outputMembers = ['Condition', 'Description', 'Export', 'Value'];

/**
 * Checks a template before its transforms: of one whose transforms write other entries of its sections, what they
 * leave alone.
 */
export function checkSource(value: JsonValue): Template {
  if (!isRecord(value) || !isRewritten(value)) return checkFormat(value);
  checkStructure(value);
  for (const section of ['Parameters', 'Mappings', 'Rules']) checkNames(section, sectionOf(value, section));
  for (const section of ['Conditions', 'Outputs', 'Resources']) {
    const malformed = Object.entries(sectionOf(value, section)).find((entry) => !isRewritable(...entry));
    if (malformed) throw formatError(`[/${section}/${malformed[0]}] definition is malformed`);
  }
  return value as unknown as Template;
}

/** Whether loops, macros or included snippets make entries of it. */
function isRewritten(template: JsonObject): boolean {
  const transforms = [template.Transform ?? []].flat();
  const isMacro = (entry: JsonValue) => !leavesEntries.includes(isRecord(entry) ? entry.Name : entry);
  return transforms.some(isMacro) || JSON.stringify(template).includes('"Fn::Transform":');
}

const leavesEntries: readonly unknown[] = ['AWS::Serverless-2016-10-31', 'AWS::Include'];

/** What a loop or a transform is, its own error says. */
function isRewritable(name: string, entry: JsonValue): boolean {
  return entry !== null && (typeof entry === 'object' || name.startsWith('Fn::'));
}

/** Checks that sections and resources have the shape that CloudFormation asks for. */
export function checkFormat(value: JsonValue): Template {
  checkStructure(value);
  for (const section of ['Parameters', 'Mappings', 'Conditions', 'Rules', 'Outputs']) {
    checkNames(section, sectionOf(value, section));
  }
  const resources = sectionOf(value, 'Resources');
  checkNames('Resources', resources);
  const usesSam = [value.Transform].flat().includes('AWS::Serverless-2016-10-31');
  for (const [name, resource] of Object.entries(resources)) checkResource(name, resource, usesSam);
  for (const [name, output] of Object.entries(sectionOf(value, 'Outputs'))) checkOutput(name, output);
  return value as unknown as Template;
}

function checkStructure(value: JsonValue): asserts value is JsonObject {
  if (!isRecord(value)) throw formatError('unsupported structure.');
  checkValues(value, [], value.Transform !== undefined);
  checkSections(value);
  if (Object.keys(sectionOf(value, 'Resources')).length === 0) {
    throw formatError('At least one Resources member must be defined.');
  }
}

function checkSections(template: JsonObject): void {
  const allowed = template.Transform === undefined ? sections : [...sections, 'Globals', 'Hooks'];
  const unknown = Object.keys(template).filter((name) => !allowed.includes(name));
  if (unknown.length > 0) {
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  }
  const { AWSTemplateFormatVersion: version, Description: description } = template;
  if (version !== undefined && version !== '2010-09-09') {
    throw formatError(
      `Template format version ${JSON.stringify(version)} is not supported; it is 2010-09-09.`,
    );
  }
  if (description !== undefined && typeof description !== 'string') {
    throw formatError('Every Description member must be a string.');
  }
  if (description !== undefined && Buffer.byteLength(description) > 1024) {
    throw formatError("Template description is longer than the maximum length allowed, '1024'.");
  }
}

function sectionOf(template: JsonObject, name: string): JsonObject {
  const section = template[name] ?? {};
  if (!isRecord(section)) throw formatError(`[/${name}] '${name}' section must be an object.`);
  return section;
}

function checkNames(section: string, entries: JsonObject): void {
  const names = Object.keys(entries);
  checkCount(section, names.length);
  const kind = section.slice(0, -1);
  for (const name of names) {
    if (name.startsWith('Fn::')) throw formatError(`[/${section}] ${name} is not supported here`);
    if (!/^[A-Za-z0-9]+$/.test(name)) throw formatError(`${kind} name ${name} is non alphanumeric.`);
    if (name.length > 255) throw formatError(`${kind} name ${name} is longer than 255 characters.`);
  }
}

/** The limit counts what a transform generates, too. */
export function checkResourceCount(resources: object): void {
  checkCount('Resources', Object.keys(resources).length);
}

/** Refuses a template that its transforms have made too long: loops, or what `Globals` say, may multiply it. */
export function checkSize(template: object): void {
  const bytes = Buffer.byteLength(JSON.stringify(template));
  if (bytes <= maxTemplateBytes) return;
  throw validationError(
    `Template may not exceed ${maxTemplateBytes} bytes in size. After its transforms it has ${bytes}.`,
  );
}

function checkCount(section: string, count: number): void {
  const limit = limits[section];
  if (limit === undefined || count <= limit) return;
  const noun = section.toLowerCase();
  throw formatError(`Number of ${noun}, ${count}, is greater than maximum allowed, ${limit}`);
}

function checkOutput(name: string, output: JsonValue): void {
  if (!isRecord(output)) throw formatError(`[/Outputs/${name}] output definition is malformed`);
  const unknown = Object.keys(output).find((member) => !outputMembers.includes(member));
  if (unknown !== undefined) throw validationError(`Invalid template output property '${unknown}'`);
  if (output.Value === undefined) {
    throw formatError(`[/Outputs/${name}] Every Outputs member must contain a Value object`);
  }
  const named = output.Export === undefined || (isRecord(output.Export) && output.Export.Name !== undefined);
  if (!named) throw formatError(`[/Outputs/${name}/Export] Every Export must contain a Name.`);
}

/** Refuses the nulls that a transform has left: SAM takes a property that is null for one that is not there. */
export function checkNoNulls(template: Template): void {
  checkValues(template as unknown as JsonValue, [], false);
}

/** `path` has the names from the top down to the value. */
function checkValues(value: JsonValue, path: string[], isTransformed: boolean): void {
  if (value === null && !(isTransformed && isLeftToTransform(path))) {
    throw validationError(
      `[${path.map((name) => `/${name}`).join('')}] 'null' values are not allowed in templates`,
    );
  }
  if (value === null || typeof value !== 'object') return;
  if (path.length > maxDepth) throw formatError(`Template is nested deeper than ${maxDepth} levels`);
  for (const name of Object.keys(value)) {
    path.push(name);
    checkValues((value as JsonObject)[name] ?? null, path, isTransformed);
    path.pop();
  }
}

/** Refuses what later steps could not walk through: transforms return values that nobody has checked. */
export function checkDepth(value: unknown, depth = 0): void {
  if (depth > maxDepth) throw formatError(`Template is nested deeper than ${maxDepth} levels`);
  if (value === null || typeof value !== 'object') return;
  for (const member of Object.values(value)) checkDepth(member, depth + 1);
}

function isLeftToTransform([section, , member]: readonly string[]): boolean {
  return section === 'Globals' || (section === 'Resources' && member === 'Properties');
}
