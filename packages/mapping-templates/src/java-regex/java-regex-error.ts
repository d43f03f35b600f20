import { TemplateFault } from '../template-error.ts';

/** A regular expression that Java refuses, or that works in Java but cannot be translated. */
export class JavaRegexError extends TemplateFault {
  /** Java would take it. */
  readonly isUnsupported: boolean;

  constructor(problem: string, pattern: string, index: number, isUnsupported = false) {
    super(`${problem} in the regular expression ${JSON.stringify(pattern.slice(0, 100))} at index ${index}`);
    this.isUnsupported = isUnsupported;
  }
}
