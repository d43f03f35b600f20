import { isRecord } from '../../aws/is-record.ts';
import { takenBranch } from '../intrinsics/if.ts';
import {
  type IntrinsicCall,
  intrinsicCall,
  type Scope,
  scalarText,
} from '../intrinsics/intrinsic-function.ts';
import { resolve } from '../intrinsics/resolve.ts';
import { subArguments, subReferences } from '../intrinsics/sub.ts';
import { spend } from '../intrinsics/work.ts';
import type { ConditionScope } from '../parameters/evaluate-conditions.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import { wrongLayout } from './extension-error.ts';
import { jsonString } from './json-string.ts';

/** What is known before any resource exists. */
export interface KnownValues extends ConditionScope {
  readonly conditions: ReadonlyMap<string, boolean>;
  /** Parameters whose values stay out of the template. */
  readonly hidden: ReadonlySet<string>;
  /** Whether the entry will be made; of one that is not, mappings need not have the keys. */
  readonly isLive: boolean;
}

/** A value whose functions are replaced by their results where these are known; `undefined` for `AWS::NoValue`. */
export function resolveKnown(value: JsonValue, known: KnownValues): JsonValue | undefined {
  spend(known.work, 1);
  if (Array.isArray(value)) {
    return value.map((item) => resolveKnown(item, known)).filter((item) => item !== undefined);
  }
  if (!isRecord(value)) return value;
  const call = intrinsicCall(value);
  return call ? resolveCall(call, known) : resolveMembersKnown(value, known);
}

export function resolveMembersKnown(value: JsonObject, known: KnownValues): JsonObject {
  const members = Object.entries(value).map(([name, item]) => [name, resolveKnown(item, known)] as const);
  return Object.fromEntries(members.filter((member) => member[1] !== undefined)) as JsonObject;
}

function resolveCall(call: IntrinsicCall, known: KnownValues): JsonValue | undefined {
  const { name, argument } = call;
  if (name === 'Fn::If') return resolveKnown(takenBranch(argument, known.conditions), known);
  const isShown = name === 'Fn::Length' || name === 'Fn::FindInMap';
  const given = resolveKnown(argument, isShown ? { ...known, hidden: new Set() } : known) ?? argument;
  switch (name) {
    case 'Ref':
      return reference(given, known);
    case 'Fn::GetAtt':
      return attribute(given);
    case 'Fn::Length':
      if (Array.isArray(given)) return given.length;
      throw wrongLayout(name);
    case 'Fn::ToJsonString':
      return jsonString(argument, given, known.work);
    case 'Fn::FindInMap':
      return mapped(given, known);
    default:
      return isKnown({ name, argument: given }, known) ? resolved(name, given, known) : { [name]: given };
  }
}

function reference(name: JsonValue, { parameters, hidden }: KnownValues): JsonValue | undefined {
  if (typeof name !== 'string') throw wrongLayout('Ref');
  if (name === 'AWS::NoValue') return undefined;
  return (hidden.has(name) ? undefined : parameters.get(name)) ?? { Ref: name };
}

function attribute(path: JsonValue): JsonValue {
  const parts = Array.isArray(path) ? path : [path];
  if (!parts.every((part) => typeof part === 'string')) throw wrongLayout('Fn::GetAtt');
  return { 'Fn::GetAtt': path };
}

function mapped(given: JsonValue, known: KnownValues): JsonValue | undefined {
  const [map, first, second, options, ...others] = Array.isArray(given) ? given : [];
  const keys = [map, first, second].map(scalarText);
  const isDefaulted = isRecord(options) && Object.hasOwn(options, 'DefaultValue');
  if (keys.includes(undefined) || others.length > 0 || (options !== undefined && !isDefaulted)) {
    throw wrongLayout('Fn::FindInMap');
  }
  const found = keys.reduce<JsonValue | undefined>(
    (value, key = '') => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    known.mappings,
  );
  if (found === undefined && isDefaulted) return options.DefaultValue;
  if (found === undefined && !known.isLive) return undefined;
  return resolved('Fn::FindInMap', keys as string[], known);
}

/** Whether nothing in a call has to wait for a resource, an export or a hidden parameter. */
function isKnown({ name, argument }: IntrinsicCall, { parameters, hidden }: KnownValues): boolean {
  if (name === 'Fn::ImportValue' || operators.includes(name)) return false;
  if (name !== 'Fn::Sub') return !hasCall(argument);
  const isGiven = (variable: string) => parameters.has(variable) && !hidden.has(variable);
  return subReferences(argument).every(isGiven) && !hasCall(subArguments(argument).variables);
}

/** They are left for the conditions of the template. */
const operators = ['Fn::And', 'Fn::Equals', 'Fn::Not', 'Fn::Or'];

function hasCall(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasCall);
  if (!isRecord(value)) return false;
  return intrinsicCall(value) !== undefined || Object.values(value).some(hasCall);
}

function resolved(name: string, argument: JsonValue, known: KnownValues): JsonValue | undefined {
  const scope: Scope = {
    ...known,
    physicalId: () => undefined,
    attribute: () => undefined,
    exported: () => undefined,
    stored: (parameter) => parameter,
    secret: (id) => id,
  };
  return resolve({ [name]: argument }, scope);
}
