import { checkTextLength } from '../limits.ts';
import { JavaRegexError } from './java-regex-error.ts';
import { compileReplacement } from './replacement.ts';
import { boundedRunner } from './run-bounded.ts';
import { splitBy } from './split.ts';
import { type Translation, translate } from './translate.ts';

/** A regular expression of `java.util.regex`. Each use throws a TemplateFault when it takes too long. */
export interface JavaRegex {
  /** Does it match the whole text? */
  matches(text: string): boolean;
  /** `$1`, `${name}` and backslashes mean in the replacement what they mean in Java. */
  replaceAll(text: string, replacement: string): string;
  replaceFirst(text: string, replacement: string): string;
  /** 0 drops empty parts at the end, a negative limit keeps them, a positive one is the greatest number of parts. */
  split(text: string, limit: number): string[];
}

/** Throws a JavaRegexError for what Java refuses, and for what cannot be translated. */
export function compileJavaRegex(pattern: string): JavaRegex {
  const translation = translate(pattern);
  const whole = compiled(pattern, `^(?:${translation.source})$`, 'v');
  const first = compiled(pattern, translation.source, 'v');
  const every = compiled(pattern, translation.source, 'gv');
  const runBounded = boundedRunner();
  const isLinear = translation.degree === 0 && translation.factor * translation.size < 20;
  const run = <Result>(cost: number, use: () => Result): Result =>
    cost > safeCost && !isLinear ? runBounded(use) : use();
  const replace = (text: string, replacement: string, regex: RegExp): string => {
    const fresh = compileReplacement(replacement, translation);
    let length = text.length;
    const replacer = (match: string, ...details: unknown[]): string => {
      const replaced = fresh(match, details.at(-1));
      length += replaced.length - match.length;
      checkTextLength(length);
      return replaced;
    };
    return run(searchCost(translation, text), () => text.replace(regex, replacer));
  };
  return {
    matches: (text) => run(matchCost(translation, text), () => whole.test(text)),
    replaceAll: (text, replacement) => replace(text, replacement, every),
    replaceFirst: (text, replacement) => replace(text, replacement, first),
    split: (text, limit) => run(searchCost(translation, text), () => splitBy(every, text, limit)),
  };
}

function compiled(pattern: string, source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    throw new JavaRegexError('A construct without equal in JavaScript', pattern, 0, true);
  }
}

// About 10 ms; anything that may take longer is run where it can be ended, which costs 0.2 ms.
const safeCost = 1_000_000;

function matchCost({ size, factor, degree }: Translation, text: string): number {
  return size * factor * (text.length + 1) ** degree;
}

/** A search tries to match from every character on. */
function searchCost(translation: Translation, text: string): number {
  return matchCost(translation, text) * (text.length + 1);
}
