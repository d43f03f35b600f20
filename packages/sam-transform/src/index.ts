export { managedPolicyPath, managedPolicyPaths } from './function/managed-policies.ts';
export { type SamProblem, samMessage } from './sam-error.ts';
export type { JsonObject, JsonValue, Resource, Template } from './template.ts';
export { type SamOptions, type SamResult, transformSam } from './transform-sam.ts';
