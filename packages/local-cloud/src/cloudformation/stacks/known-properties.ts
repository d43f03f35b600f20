import { isRecord } from '../../aws/is-record.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { takenBranch } from '../intrinsics/if.ts';
import { intrinsicCall, type PlanScope, type Scope } from '../intrinsics/intrinsic-function.ts';
import { resolve } from '../intrinsics/resolve.ts';
import type { JsonObject, JsonValue } from '../template.ts';

/**
 * Properties with the results of their functions as far as these need no resource: the branches that are taken, the
 * values of parameters and mappings, joined strings. In a string `${Name}` stands for what is not known yet; a function
 * whose whole result is not known stays as it is.
 */
export function knownProperties(properties: JsonObject, plan: PlanScope): JsonObject {
  const scope: Scope = {
    ...plan,
    physicalId: (logicalId) => `\${${logicalId}}`,
    attribute: (logicalId, name) => `\${${logicalId}.${name}}`,
    exported: (name) => `\${${name}}`,
    stored: (name) => name,
    secret: (name) => name,
  };

  function known(value: JsonValue): JsonValue | undefined {
    if (Array.isArray(value)) return value.map(known).filter((item) => item !== undefined);
    if (!isRecord(value)) return value;
    const call = intrinsicCall(value);
    if (!call) return membersOf(value);
    if (call.name === 'Fn::If') return known(takenBranch(call.argument, plan.conditions));
    const result = resultOf(value);
    return typeof result === 'string' && /^\$\{[^}]*\}$/.test(result) ? value : result;
  }

  function membersOf(value: JsonObject): JsonObject {
    const members = Object.entries(value).map(([name, member]) => [name, known(member)] as const);
    return Object.fromEntries(members.filter((member) => member[1] !== undefined)) as JsonObject;
  }

  // A function that cannot do with the names of values waits for the values, and so does what is too much.
  function resultOf(call: JsonObject): JsonValue | undefined {
    try {
      return resolve(call, scope);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return call;
    }
  }

  return membersOf(properties);
}
