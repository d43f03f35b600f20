/**
 * Does the text match a pattern in which `*` is any text and `?` any one character? Linear in memory and
 * quadratic in time at the worst, where a regular expression made of the pattern could run for ever.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (pattern[p] === '?' || literal(pattern[p]) === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** Characters that no ARN or condition holds stand for the characters that a pattern reads as wildcards. */
const escapes: Readonly<Record<string, string>> = { '*': '\ufdd0', '?': '\ufdd1' };
const escaped = new Map<string | undefined, string>([
  ['\ufdd0', '*'],
  ['\ufdd1', '?'],
]);

/** A string as part of a pattern that matches nothing but itself. */
export function escapeWildcards(text: string): string {
  return text.replace(/[*?]/g, (character) => escapes[character] ?? character);
}

function literal(character: string | undefined): string | undefined {
  return escaped.get(character) ?? character;
}

/** ARNs are compared part by part: a wildcard does not reach over a colon, save in the last part. */
export function matchesArn(pattern: string, arn: string): boolean {
  const [patternParts, arnParts] = [arnPartsOf(pattern), arnPartsOf(arn)];
  return (
    patternParts.length === arnParts.length &&
    patternParts.every((part, index) => matchesWildcard(part, arnParts[index] as string))
  );
}

function arnPartsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
