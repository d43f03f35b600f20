/** A translated part, with how hard it can be to match: at worst about `size` × `factor` × length to the `degree`. */
export interface Fragment {
  readonly source: string;
  /** Characters of the text that it looks at in one straight try; a repetition without end counts once. */
  readonly size: number;
  readonly factor: number;
  readonly degree: number;
  /** Matches a place rather than characters: JavaScript cannot repeat that. */
  readonly isAssertion?: boolean;
}

export function atom(source: string): Fragment {
  return { source, size: 1, factor: 1, degree: 0 };
}

export function assertion(source: string): Fragment {
  return { source, size: 1, factor: 1, degree: 0, isAssertion: true };
}

export function sequence(parts: readonly Fragment[]): Fragment {
  return {
    source: parts.map(({ source }) => source).join(''),
    size: parts.reduce((size, part) => size + part.size, 0),
    factor: parts.reduce((factor, part) => factor * part.factor, 1),
    degree: parts.reduce((degree, part) => degree + part.degree, 0),
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
  };
}

export function repeated(part: Fragment, quantifier: string, min: number, max: number): Fragment {
  const source = `${part.isAssertion ? `(?:${part.source})` : part.source}${quantifier}`;
  const isSimple = part.factor === 1 && part.degree === 0;
  if (max === Number.POSITIVE_INFINITY)
    return { source, size: part.size, factor: 1, degree: isSimple ? 1 : max };
  return {
    source,
    size: part.size * Math.max(max, 1),
    factor: part.factor ** max * (max - min + 1),
    degree: part.degree === 0 ? 0 : part.degree * max,
  };
}

export function enclosed(opening: string, inner: Fragment, closing = ')'): Fragment {
  return {
    ...inner,
    source: `${opening}${inner.source}${closing}`,
    isAssertion: /^\(\?<?[=!]/.test(opening),
  };
}
