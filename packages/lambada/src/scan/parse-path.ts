import type { Segment } from '../model.ts';

export interface ParsedPath {
  readonly segments: readonly Segment[];
  /** What is wrong and what to write instead. */
  readonly problems: readonly string[];
}

const parameterName = /^[A-Za-z_][\w.-]*$/;
/** What API Gateway lets a part of a path be made of. */
const literal = /^[\w.\-:*!$&'()+,;=@~% ]+$/;

/** The segments of a template such as `/pets/{id: [0-9]+}/photos/{rest+}`. */
export function parsePath(template: string): ParsedPath {
  const parts = splitAtSlashes(template);
  const parsed = parts.filter((part) => part !== '').map(parseSegment);
  const segments = parsed.flatMap(({ segment }) => (segment ? [segment] : []));
  const problems = parsed.flatMap(({ problem }) => (problem ? [problem] : []));
  if (segments.slice(0, -1).some(({ kind }) => kind === 'greedy')) {
    problems.push(
      'A greedy parameter takes the rest of the path, so it must be the last: move {…+} to the end.',
    );
  }
  const names = segments.flatMap((segment) => (segment.kind === 'literal' ? [] : [segment.name]));
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) < index))) {
    problems.push(`The path has two parameters named ${name}: rename one.`);
  }
  return { segments, problems };
}

/** A slash within braces belongs to a pattern. */
function splitAtSlashes(template: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of template) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (character === '/' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function parseSegment(part: string): { segment?: Segment; problem?: string } {
  if (!part.includes('{') && !part.includes('}')) {
    if (literal.test(part)) return { segment: { kind: 'literal', value: part } };
    return { problem: `API Gateway takes no such characters in a path: write ${part} percent-encoded.` };
  }
  if (!part.startsWith('{') || !part.endsWith('}')) {
    return {
      problem: `A parameter is a whole segment for API Gateway: write {name} between slashes, not ${part}.`,
    };
  }
  const inner = part.slice(1, -1);
  const colon = inner.indexOf(':');
  const isGreedy = colon < 0 && inner.trim().endsWith('+');
  const name = (colon < 0 ? inner : inner.slice(0, colon)).trim().replace(/\+$/, '');
  if (!parameterName.test(name)) {
    return { problem: `Expected {name}, {name: pattern} or {name+} in the path, found ${part}.` };
  }
  if (isGreedy) return { segment: { kind: 'greedy', name } };
  if (colon < 0) return { segment: { kind: 'parameter', name } };
  return parsePattern(name, inner.slice(colon + 1).trim());
}

function parsePattern(name: string, pattern: string): { segment?: Segment; problem?: string } {
  if (pattern.includes('/')) {
    return {
      problem: `The pattern of {${name}} matches one segment, without slashes: write {${name}+} for more.`,
    };
  }
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
  } catch (error) {
    return { problem: `The pattern of {${name}} is no regular expression: ${(error as Error).message}.` };
  }
  return { segment: { kind: 'parameter', name, pattern } };
}

/** `/a` and `b/` become `/a/b`; nothing and `/` become ''. */
export function joinPaths(...templates: readonly string[]): string {
  return templates
    .map((template) => template.replace(/^\/*|\/+$/g, ''))
    .filter(Boolean)
    .map((part) => `/${part}`)
    .join('');
}
