import type { JsonObject, JsonValue } from '../template.ts';

/** Everything an intrinsic function can look at. */
export interface Scope {
  readonly region: string;
  /** Parameters and pseudo parameters, as `Ref` gives them. */
  readonly parameters: ReadonlyMap<string, JsonValue>;
  readonly mappings: JsonObject;
  readonly conditions: ReadonlyMap<string, boolean>;
  /** `undefined` when there is no such resource. */
  physicalId(logicalId: string): JsonValue | undefined;
  /** `undefined` when the resource has no such attribute. */
  attribute(logicalId: string, name: string): JsonValue | undefined;
  /** The value another stack exports under this name. */
  exported(name: string): string | undefined;
}
