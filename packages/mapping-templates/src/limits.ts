import type { RunBounded } from './java-regex/run-bounded.ts';
import { TemplateFault } from './template-error.ts';

/** The resources that one template and one rendering may use. */
export interface Limits {
  /** Characters of a template: AWS's own limit. */
  readonly templateLength: number;
  /** Characters of the output, and of every string made on the way. */
  readonly textLength: number;
  /** Rounds of loops, method calls and visited elements in one rendering. */
  readonly steps: number;
  /** Elements of a list. */
  readonly listSize: number;
  /** Milliseconds for one use of a regular expression that could need exponential time. */
  readonly regexTime: number;
  /** Milliseconds for all regular expressions of one rendering. */
  readonly totalRegexTime: number;
}

export const defaultLimits: Limits = {
  templateLength: 300 * 1024,
  textLength: 10 * 1024 * 1024,
  steps: 5_000_000,
  listSize: 1_000_000,
  regexTime: 100,
  totalRegexTime: 1000,
};

/** How a template, a JSONPath or a regular expression is compiled. */
export interface TemplateOptions {
  /** Limits other than the default ones. */
  readonly limits?: Partial<Limits>;
  /** Ends regular expressions that take too long. Without it, those that might are refused. */
  readonly runBounded?: RunBounded;
}

export function limitsOf({ limits }: TemplateOptions): Limits {
  return { ...defaultLimits, ...limits };
}

/**
 * Nested directives, expressions, strings and literals; nested values that are printed or compared. No option: it
 * protects the stack of the JavaScript engine.
 */
export const maxDepth = 200;

export function checkDepth(depth: number): void {
  if (depth > maxDepth) throw new TemplateFault(`More than ${maxDepth} levels are nested`);
}

export function checkTextLength(length: number, { textLength }: Limits): void {
  if (length > textLength) throw new TemplateFault(`A string grows beyond ${textLength} characters`);
}

export function checkListSize(size: number, { listSize }: Limits): void {
  if (size > listSize) throw new TemplateFault(`A list grows beyond ${listSize} elements`);
}
