import type { JsonObject, JsonValue } from '../template.ts';
import type { Work } from './work.ts';

/** Everything that an intrinsic function can refer to. */
export interface Scope {
  readonly region: string;
  readonly work: Work;
  /** The values of `Ref` for parameters and pseudo parameters. */
  readonly parameters: ReadonlyMap<string, JsonValue>;
  readonly mappings: JsonObject;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** `undefined` when there is no such resource. */
  physicalId(logicalId: string): JsonValue | undefined;
  /** `undefined` when the resource has no such attribute. */
  attribute(logicalId: string, name: string): JsonValue | undefined;
  /** The value another stack exports under this name. */
  exported(name: string): string | undefined;
  /** What Systems Manager has under a name, or a name and a version. */
  stored(name: string): string;
  /** What Secrets Manager has, by what a dynamic reference says after the service. */
  secret(name: string): string;
}

/** What is known of a stack before it has any resources. */
export type PlanScope = Pick<Scope, 'region' | 'work' | 'parameters' | 'mappings' | 'conditions'>;

/** Resolves an argument for the function it is given to; `undefined` stands for `AWS::NoValue`. */
export type Resolve = (value: JsonValue) => JsonValue | undefined;

export type IntrinsicFunction = (
  argument: JsonValue,
  scope: Scope,
  resolve: Resolve,
) => JsonValue | undefined;

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

/** A scalar as CloudFormation writes it where a string is expected; `undefined` for a list, an object or no value. */
export function scalarText(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  return String(value);
}
