/** A value as JSON has it; intrinsic functions are objects with one key (`Ref`, `Fn::…`, `Condition`). */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

export interface JsonObject {
  [name: string]: JsonValue;
}

/** One entry of a template's `Resources`. */
export interface Resource {
  Type: string;
  Properties?: JsonObject;
  /** CloudFormation allows it and does nothing with it. */
  Description?: string;
  DependsOn?: string | string[];
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  UpdatePolicy?: JsonObject;
  Metadata?: JsonObject;
}

/** A parsed template: short YAML tags are already the objects they stand for. */
export interface Template {
  AWSTemplateFormatVersion?: string;
  Description?: string;
  Transform?: JsonValue;
  Metadata?: JsonObject;
  Parameters?: Record<string, JsonObject>;
  Mappings?: JsonObject;
  Conditions?: JsonObject;
  Globals?: JsonObject;
  Rules?: JsonObject;
  Resources: Record<string, Resource>;
  Outputs?: Record<string, JsonObject>;
}

/** True for a JSON object; false for a list and for null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
