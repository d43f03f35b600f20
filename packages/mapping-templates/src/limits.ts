import type { Expressions } from './expressions.ts';
import type { JavaRegex } from './java-regex/java-regex.ts';
import { TemplateFault } from './template-error.ts';

/** Bounds of one template and of one rendering. */
export const limits = {
  /** Of a template, in characters: AWS's own limit. */
  templateLength: 300 * 1024,
  /** Of the output and of every text that is made on the way, in characters. */
  textLength: 10 * 1024 * 1024,
  /** Rounds of loops, method calls and visited elements in one rendering. */
  steps: 5_000_000,
  /** Elements of a list. */
  listSize: 1_000_000,
  /** Nested directives, expressions, strings and literals; nested values that are printed or compared. */
  depth: 200,
  /** Nested brackets of a JSON text; a deeper one counts as no JSON. */
  jsonDepth: 400,
  /** Milliseconds for one use of a regular expression that could need exponential time. */
  regexTime: 100,
  /** Milliseconds for all regular expressions of one rendering. */
  totalRegexTime: 1000,
} as const;

/** Counts what one rendering costs, and has the expressions that its template compiled. */
export class Meter {
  readonly expressions: Expressions;
  #left: number = limits.steps;
  #regexTime = 0;

  constructor(expressions: Expressions) {
    this.expressions = expressions;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TemplateFault(`The template takes more than ${limits.steps} steps`);
  }

  /** A new text of 10 MB costs as much as 160,000 steps, so that only so many can be kept. */
  spendOnText(text: string): string {
    checkTextLength(text.length);
    this.spend(text.length >> 6);
    return text;
  }

  useRegex<Result>(pattern: string, use: (regex: JavaRegex) => Result): Result {
    const start = performance.now();
    const result = use(this.expressions.regex(pattern));
    this.#regexTime += performance.now() - start;
    if (this.#regexTime > limits.totalRegexTime) {
      throw new TemplateFault(`Regular expressions take more than ${limits.totalRegexTime} ms`);
    }
    return result;
  }
}

export function bounded(text: string): string {
  checkTextLength(text.length);
  return text;
}

export function checkTextLength(length: number): void {
  if (length > limits.textLength) {
    throw new TemplateFault(`A text grows beyond ${limits.textLength} characters`);
  }
}

export function checkDepth(depth: number): void {
  if (depth > limits.depth) throw new TemplateFault(`More than ${limits.depth} levels are nested`);
}

export function checkListSize(size: number): void {
  if (size > limits.listSize) throw new TemplateFault(`A list grows beyond ${limits.listSize} elements`);
}
