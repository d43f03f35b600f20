/**
 * A translated part, with how hard it can be to match a string of n characters: at worst about
 * `size` × `factor` × n^`degree` × `base`^n.
 */
export interface Fragment {
  readonly source: string;
  /** How many characters one try without backtracking looks at; an endless repetition counts once. */
  readonly size: number;
  readonly factor: number;
  readonly degree: number;
  /** More than 1 where a repetition has a repetition or alternatives in it. */
  readonly base: number;
  /** Matches a position rather than characters: JavaScript can repeat it only in a group. */
  readonly isAssertion?: boolean;
}

export function atom(source: string): Fragment {
  return { source, size: 1, factor: 1, degree: 0, base: 1 };
}

export function assertion(source: string): Fragment {
  return { source, size: 1, factor: 1, degree: 0, base: 1, isAssertion: true };
}

export function sequence(parts: readonly Fragment[]): Fragment {
  const exponential = parts.filter(({ base }) => base > 1);
  return {
    source: parts.map(({ source }) => source).join(''),
    size: parts.reduce((size, part) => size + part.size, 0),
    factor: parts.reduce((factor, part) => factor * part.factor, 1),
    degree: parts.reduce((degree, part) => degree + part.degree, Math.max(0, exponential.length - 1)),
    base: Math.max(1, ...parts.map(({ base }) => base)),
  };
}

export function alternation(branches: readonly Fragment[]): Fragment {
  const [only] = branches;
  if (only && branches.length === 1) return only;
  return {
    source: branches.map(({ source }) => source).join('|'),
    size: Math.max(...branches.map(({ size }) => size)),
    factor: branches.reduce((factor, branch) => factor + branch.factor, 0),
    degree: Math.max(...branches.map(({ degree }) => degree)),
    base: Math.max(...branches.map(({ base }) => base)),
  };
}

export function repeated(part: Fragment, quantifier: string, min: number, max: number): Fragment {
  const source = `${part.isAssertion ? `(?:${part.source})` : part.source}${quantifier}`;
  if (max === Number.POSITIVE_INFINITY) return { source, size: part.size, factor: 1, ...endless(part) };
  return {
    source,
    size: part.size * Math.max(max, 1),
    factor: part.factor ** max * (max - min + 1),
    degree: part.degree === 0 ? 0 : part.degree * max,
    base: part.base,
  };
}

/** In how many ways can a string be cut into pieces that each match? As many as there are of b^n. */
function endless({ factor, degree, base }: Fragment): { degree: number; base: number } {
  const isSimple = factor === 1 && degree === 0 && base === 1;
  return isSimple ? { degree: 1, base } : { degree: 0, base: base * (1 + factor * Math.max(2 * degree, 1)) };
}

export function enclosed(opening: string, inner: Fragment, closing = ')'): Fragment {
  return {
    ...inner,
    source: `${opening}${inner.source}${closing}`,
    isAssertion: /^\(\?<?[=!]/.test(opening),
  };
}
