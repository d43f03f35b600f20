import type { JsonObject, JsonValue } from '../template.ts';

export interface IntrinsicCall {
  readonly name: string;
  readonly argument: JsonValue;
}

/** The function an object with one key `Ref` or `Fn::…` calls; `undefined` for a plain object. */
export function intrinsicCall(value: JsonObject): IntrinsicCall | undefined {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  if (name !== 'Ref' && !name.startsWith('Fn::')) return undefined;
  return { name, argument: value[name] ?? '' };
}
