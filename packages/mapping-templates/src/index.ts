export { compileJsonPath, type JsonPath } from './compile-json-path.ts';
export { type CompiledTemplate, compileTemplate } from './compile-template.ts';
export { compileJavaRegex, type JavaRegex } from './java-regex/java-regex.ts';
export { JavaRegexError } from './java-regex/java-regex-error.ts';
export type { RunBounded } from './java-regex/run-bounded.ts';
export { defaultLimits, type Limits, type TemplateOptions } from './limits.ts';
export {
  type ContextCopy,
  type ContextValues,
  type OverriddenValues,
  type Overrides,
  TemplateContext,
} from './template-context.ts';
export { type Place, TemplateError, TemplateFault } from './template-error.ts';
export type { RequestParameters, TemplateInput } from './template-input.ts';
export { isNestedTooDeep } from './values/is-nested-too-deep.ts';
export { type ParsedJson, parseJson } from './values/parse-json.ts';
