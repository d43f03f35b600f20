import { checkListSize, checkTextLength, type Limits, limitsOf, type TemplateOptions } from '../limits.ts';
import { TemplateFault } from '../template-error.ts';
import { JavaRegexError } from './java-regex-error.ts';
import { compileReplacement } from './replacement.ts';
import { type Translation, translate } from './translate.ts';

/** A regular expression of `java.util.regex`. Each use throws a TemplateFault when it takes too long. */
export interface JavaRegex {
  /** Whether it matches the whole string. */
  matches(text: string): boolean;
  /** `$1`, `${name}` and backslashes mean in the replacement what they mean in Java. */
  replaceAll(text: string, replacement: string): string;
  replaceFirst(text: string, replacement: string): string;
  /** Limit 0 drops empty parts at the end, a negative one keeps them, a positive one is the greatest number of parts. */
  split(text: string, limit: number): string[];
}

/** Throws a JavaRegexError for what Java refuses, and for what cannot be translated. */
export function compileJavaRegex(pattern: string, options: TemplateOptions = {}): JavaRegex {
  const translation = translate(pattern);
  const limits = limitsOf(options);
  const whole = compiled(pattern, `^(?:${translation.source})$`, 'v');
  const first = compiled(pattern, translation.source, 'v');
  const every = compiled(pattern, translation.source, 'gv');
  const run = <Result>(cost: number, use: () => Result): Result =>
    cost <= safeCost || isLinear(translation) ? use() : runCostly(pattern, cost, use, limits, options);
  const replace = (text: string, replacement: string, regex: RegExp): string => {
    const fresh = compileReplacement(replacement, translation);
    return run(searchCost(translation, text), () => {
      let length = text.length;
      return text.replace(regex, (match: string, ...details: unknown[]) => {
        const replaced = fresh(match, details.at(-1));
        length += replaced.length - match.length;
        checkTextLength(length, limits);
        return replaced;
      });
    });
  };
  return {
    matches: (text) => run(matchCost(translation, text), () => whole.test(text)),
    replaceAll: (text, replacement) => replace(text, replacement, every),
    replaceFirst: (text, replacement) => replace(text, replacement, first),
    split: (text, limit) => run(searchCost(translation, text), () => splitBy(every, text, limit, limits)),
  };
}

function compiled(pattern: string, source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    throw new JavaRegexError('A construct that JavaScript has no equal for', pattern, 0, true);
  }
}

function isLinear({ degree, base, factor, size }: Translation): boolean {
  return degree === 0 && base === 1 && factor * size < 20;
}

// About 10 ms; what may take longer is run where it can be ended, which costs 0.2 ms.
const safeCost = 1_000_000;
// About 100 ms: what is risked where nothing can be ended.
const riskedCost = 10_000_000;

/** About how many steps a match takes at worst. */
function matchCost({ size, factor, degree, base }: Translation, text: string): number {
  const length = text.length + 1;
  return size * factor * length ** degree * base ** length;
}

/** A search tries to match from every character on. */
function searchCost(translation: Translation, text: string): number {
  return matchCost(translation, text) * (text.length + 1);
}

function runCostly<Result>(
  pattern: string,
  cost: number,
  use: () => Result,
  { regexTime }: Limits,
  { runBounded = runToEnd }: TemplateOptions,
): Result {
  if (runBounded === runToEnd && cost > riskedCost) {
    throw new TemplateFault(
      `The regular expression ${JSON.stringify(pattern.slice(0, 100))} may take too long here, where nothing can end it`,
    );
  }
  const results: Result[] = [];
  const run = () => void results.push(use());
  try {
    const isDone = runBounded(run, regexTime);
    if (!isDone) throw new TemplateFault(`A regular expression takes more than ${regexTime} ms`);
  } catch (error) {
    // A long string can exhaust the stack of a regular expression before its time is over.
    throw error instanceof RangeError
      ? new TemplateFault('A regular expression takes all its memory')
      : error;
  }
  return results[0] as Result;
}

function runToEnd(run: () => void): boolean {
  run();
  return true;
}

/** `String.split` of Java 8. The expression must be global. */
function splitBy(regex: RegExp, text: string, limit: number, limits: Limits): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(regex)) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match.index === 0 && match[0] === '') continue;
    checkListSize(parts.length + 1, limits);
    parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
  }
  if (parts.length === 0) return [text];
  parts.push(text.slice(end));
  if (limit === 0) while (parts.at(-1) === '') parts.pop();
  return parts;
}
