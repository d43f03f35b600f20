import { isRecord } from '../../aws/is-record.ts';
import { workerTask } from '../../long-work/worker-task.ts';
import { newWork } from '../intrinsics/work.ts';
import { type ConditionScope, evaluateConditions } from '../parameters/evaluate-conditions.ts';
import { checkFormat, checkSize } from '../parsing/check-format.ts';
import type { JsonObject, JsonValue, Template } from '../template.ts';
import { extensionError } from './extension-error.ts';
import { expandLoops, type LoopScope, newRoom } from './foreach.ts';
import { type KnownValues, resolveMembersKnown } from './resolve-known.ts';

export interface ExtensionsInput {
  readonly template: Template;
  readonly region: string;
  /** The values of `Ref` for parameters and pseudo parameters. */
  readonly parameters: readonly (readonly [name: string, value: JsonValue])[];
  /** Parameters with `NoEcho`: GetTemplate must not show what they are. */
  readonly hidden: readonly string[];
}

export const languageExtensions = 'AWS::LanguageExtensions';

/**
 * A template without what `AWS::LanguageExtensions` adds to the language: loops are written out, and functions are
 * replaced by their results, as far as these are known before any resource exists.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html
 */
export function expandExtensions({ template, region, parameters, hidden }: ExtensionsInput): Template {
  const { Transform, Conditions = {}, Resources, Outputs = {}, ...rest } = template;
  const scope: ConditionScope = {
    region,
    work: newWork(),
    parameters: new Map(parameters),
    mappings: template.Mappings ?? {},
  };
  const undecided = {
    ...scope,
    hidden: new Set(hidden),
    conditions: new Map<string, boolean>(),
    isLive: true,
  };
  const parameterNames = Object.keys(template.Parameters ?? {});
  const loops: LoopScope = { known: undecided, parameterNames, room: newRoom() };
  const conditions = resolveMembersKnown(expandLoops(Conditions, loops), undecided);
  const decided = { ...loops, known: { ...undecided, conditions: evaluateConditions(conditions, scope) } };
  const section = (entries: unknown) => resolveEntries(expandLoops(entries as JsonObject, decided), decided);
  const others = [Transform ?? []].flat().filter((entry) => nameOf(entry) !== languageExtensions);
  const expanded = {
    ...rest,
    ...(others.length > 0 && { Transform: others }),
    ...unlessEmpty('Conditions', conditions),
    Resources: section(Resources),
    ...unlessEmpty('Outputs', section(Outputs)),
  };
  checkSize(expanded);
  return checkFormat(expanded);
}

function nameOf(transform: JsonValue): JsonValue | undefined {
  return isRecord(transform) ? transform.Name : transform;
}

export const expandExtensionsTask = workerTask(import.meta.url, expandExtensions);

function resolveEntries(entries: JsonObject, loops: LoopScope): JsonObject {
  const { known } = loops;
  const resolved = Object.entries(entries).map(([name, entry]) => {
    const isLive = !isRecord(entry) || known.conditions.get(String(entry.Condition)) !== false;
    return [name, resolveEntry(name, withLoopsInside(entry, loops), { ...known, isLive })] as const;
  });
  return Object.fromEntries(resolved);
}

function withLoopsInside(entry: JsonValue, loops: LoopScope): JsonValue {
  if (!isRecord(entry) || !isRecord(entry.Properties)) return entry;
  return { ...entry, Properties: expandLoops(entry.Properties, loops, { isDeep: true }) };
}

const policies = ['DeletionPolicy', 'UpdateReplacePolicy'];

function resolveEntry(name: string, entry: JsonValue, known: KnownValues): JsonValue {
  if (!isRecord(entry)) return entry;
  const resolved = resolveMembersKnown(entry, known);
  for (const policy of policies) {
    if (Object.hasOwn(entry, policy)) checkPolicy(name, policy, entry[policy], resolved[policy]);
  }
  return resolved;
}

function checkPolicy(
  name: string,
  policy: string,
  given: JsonValue | undefined,
  resolved: JsonValue | undefined,
): void {
  if (typeof resolved === 'string') return;
  if (Array.isArray(resolved)) throw extensionError(`Every ${policy} member must be a string`);
  if (resolved === undefined && isRecord(given)) {
    throw extensionError('AWS::NoValue is not supported for DeletionPolicy or UpdateReplacePolicy');
  }
  throw extensionError(`Unsupported expression for ${policy} in resource ${name}`);
}

function unlessEmpty(name: string, section: JsonObject): JsonObject {
  return Object.keys(section).length > 0 ? { [name]: section } : {};
}
