/** A value as JSON has it; intrinsic functions are objects with one key (`Ref`, `Fn::…`, `Condition`). */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

export interface JsonObject {
  [name: string]: JsonValue;
}

/** One entry of a template's `Resources`. */
export interface Resource {
  Type: string;
  Properties?: JsonObject;
  DependsOn?: string | string[];
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  UpdatePolicy?: JsonObject;
  Metadata?: JsonObject;
}

/** A parsed template: short YAML tags are in their long form already. */
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
