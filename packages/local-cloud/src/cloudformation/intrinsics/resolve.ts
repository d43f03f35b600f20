import { templateError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import { cidr } from './cidr.ts';
import { chooseBranch } from './if.ts';
import { type IntrinsicFunction, intrinsicCall, type Scope } from './intrinsic-function.ts';
import { getAzs, join, select, split } from './list-intrinsics.ts';
import { findInMap, getAtt, importValue, ref } from './look-ups.ts';
import { base64, sub } from './sub.ts';
import { spend } from './work.ts';

const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  'Fn::Base64': base64,
  'Fn::Cidr': cidr,
  'Fn::FindInMap': findInMap,
  'Fn::GetAZs': getAzs,
  'Fn::GetAtt': getAtt,
  'Fn::If': chooseBranch,
  'Fn::ImportValue': importValue,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
  Ref: ref,
};

/**
 * A value with every intrinsic function replaced by its result; `undefined` for `AWS::NoValue`, which the object
 * or list around it leaves out. Throws AWS's `ValidationError` for a wrong call.
 */
export function resolve(value: JsonValue, scope: Scope): JsonValue | undefined {
  spend(scope.work, 1);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, scope)).filter((item) => item !== undefined);
  }
  const call = intrinsicCall(value);
  if (!call) return resolveMembers(value, scope);
  const apply = intrinsicFunction(call.name);
  return apply(call.argument, scope, (argument) => resolve(argument, scope));
}

export function resolveMembers(value: JsonObject, scope: Scope): JsonObject {
  const members = Object.entries(value).map(([name, item]) => [name, resolve(item, scope)] as const);
  return Object.fromEntries(members.filter((member) => member[1] !== undefined)) as JsonObject;
}

export function intrinsicFunction(name: string): IntrinsicFunction {
  const found = Object.hasOwn(intrinsicFunctions, name) ? intrinsicFunctions[name] : undefined;
  if (found) return found;
  const supported = Object.keys(intrinsicFunctions).join(', ');
  throw templateError(`Encountered unsupported function: ${name} Supported functions are: [${supported}]`);
}
