import type { Expressions } from './expressions.ts';
import type { JavaRegex } from './java-regex/java-regex.ts';
import { checkTextLength, type Limits } from './limits.ts';
import { TemplateFault } from './template-error.ts';

/** Counts what one rendering costs, and holds the expressions that its template compiled. */
export class Meter {
  readonly expressions: Expressions;
  readonly limits: Limits;
  #left: number;
  #regexTime = 0;

  constructor(expressions: Expressions) {
    this.expressions = expressions;
    this.limits = expressions.limits;
    this.#left = this.limits.steps;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TemplateFault(`The template takes more than ${this.limits.steps} steps`);
  }

  /** A new string of 10 MB costs as much as 160,000 steps, so that only so many can be kept. */
  spendOnText(text: string): string {
    checkTextLength(text.length, this.limits);
    this.spend(text.length >> 6);
    return text;
  }

  bounded(text: string): string {
    checkTextLength(text.length, this.limits);
    return text;
  }

  useRegex<Result>(pattern: string, use: (regex: JavaRegex) => Result): Result {
    const start = performance.now();
    const result = use(this.expressions.regex(pattern));
    this.#regexTime += performance.now() - start;
    const { totalRegexTime } = this.limits;
    if (this.#regexTime > totalRegexTime) {
      throw new TemplateFault(`Regular expressions take more than ${totalRegexTime} ms`);
    }
    return result;
  }
}
