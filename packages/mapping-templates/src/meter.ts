import type { JavaRegex } from './java-regex/java-regex.ts';
import { checkTextLength, type Limits } from './limits.ts';
import { TemplateFault } from './template-error.ts';

/** What a template may take, and its regular expressions, each compiled when it is first used. */
export interface LimitedRegexes {
  readonly limits: Limits;
  regex(text: string): JavaRegex;
}

/** Counts what one rendering costs. */
export class Meter {
  readonly limits: Limits;
  readonly #regexes: LimitedRegexes;
  #left: number;
  #regexTime = 0;

  constructor(regexes: LimitedRegexes) {
    this.limits = regexes.limits;
    this.#regexes = regexes;
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
    const result = use(this.#regexes.regex(pattern));
    this.#regexTime += performance.now() - start;
    const { totalRegexTime } = this.limits;
    if (this.#regexTime > totalRegexTime) {
      throw new TemplateFault(`Regular expressions take more than ${totalRegexTime} ms`);
    }
    return result;
  }
}
