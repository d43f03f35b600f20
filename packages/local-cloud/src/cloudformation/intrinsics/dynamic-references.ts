import { isRecord } from '../../aws/is-record.ts';
import { templateError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import type { Scope } from './intrinsic-function.ts';
import { resolve, resolveMembers } from './resolve.ts';
import { spend } from './work.ts';

/** A value with its intrinsic functions and then its dynamic references resolved, which functions may have made. */
export function resolveWhole(value: JsonValue, scope: Scope): JsonValue | undefined {
  const resolved = resolve(value, scope);
  return resolved === undefined ? undefined : replaced(resolved, scope);
}

export function resolveProperties(properties: JsonObject, scope: Scope): JsonObject {
  return replaced(resolveMembers(properties, scope), scope) as JsonObject;
}

/**
 * Throws for dynamic references that this cloud does not have, and for parameters that do not exist, as far as the
 * template has them in one piece. Secrets are looked up when a resource needs them.
 */
export function checkDynamicReferences(value: JsonValue, stored: (name: string) => string): void {
  if (typeof value === 'string') {
    for (const [whole, service = '', name = ''] of value.matchAll(reference)) {
      if (service === 'secretsmanager') continue;
      if (service !== 'ssm') throw notOffered(whole);
      // Fn::Sub is still to come.
      if (!name.includes('$')) stored(name);
    }
  } else if (Array.isArray(value)) for (const item of value) checkDynamicReferences(item, stored);
  else if (isRecord(value)) for (const item of Object.values(value)) checkDynamicReferences(item, stored);
}

/** `{{resolve:ssm:name}}`, `{{resolve:ssm:name:version}}`, `{{resolve:secretsmanager:id:SecretString:key:stage:version}}` */
const reference = /\{\{resolve:([\w-]+):((?:[^{}]|\$\{[^{}]*\})*)\}\}/g;

function replaced(value: JsonValue, scope: Scope): JsonValue {
  if (typeof value === 'string') return value.includes('{{resolve:') ? replacedText(value, scope) : value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, scope));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaced(item, scope)]));
}

function replacedText(text: string, scope: Scope): string {
  return text.replace(reference, (whole, service: string, name: string) => {
    if (service !== 'ssm' && service !== 'secretsmanager') throw notOffered(whole);
    const found = service === 'ssm' ? scope.stored(name) : scope.secret(name);
    spend(scope.work, found.length);
    return found;
  });
}

function notOffered(whole: string): Error {
  return templateError(`the dynamic reference ${whole} is not offered by this embedded cloud`);
}
