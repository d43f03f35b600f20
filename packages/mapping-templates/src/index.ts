export { type CompiledTemplate, compileTemplate, type TemplateInput } from './compile-template.ts';
export { createExpressions } from './expressions.ts';
export type { RequestParameters } from './input-variable.ts';
export { compileJavaRegex, type JavaRegex } from './java-regex/java-regex.ts';
export { JavaRegexError } from './java-regex/java-regex-error.ts';
export { compileJsonPath } from './json-path/json-path.ts';
export { Meter } from './limits.ts';
export {
  type ContextValues,
  createTemplateContext,
  type OverriddenValues,
  type Overrides,
  type TemplateContext,
} from './template-context.ts';
export { type Place, TemplateError, TemplateFault } from './template-error.ts';
export { isNestedTooDeep } from './values/is-nested-too-deep.ts';
export { javaText } from './values/java-text.ts';
export { jsonText } from './values/json-text.ts';
export { parseJson } from './values/parse-json.ts';
export type { Value } from './values/value.ts';
