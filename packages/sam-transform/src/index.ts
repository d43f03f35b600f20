export { SamError } from './sam-error.ts';
export type { JsonObject, JsonValue, Resource, Template } from './template.ts';
export { type SamOptions, transformSam } from './transform-sam.ts';
