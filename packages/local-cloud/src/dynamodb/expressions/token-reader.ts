/** The longest expression in bytes, and the most operators and functions in one. */
const maxExpressionBytes = 4096;
const maxOperators = 300;
/** Without redundant parentheses, each level of them has an operator or function. */
const maxDepth = maxOperators + 10;

interface Token {
  readonly kind: 'identifier' | 'name' | 'value' | 'number' | 'symbol' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of an expression, one after the other. What it throws carries AWS's message. */
export interface TokenReader {
  /** The next token, without taking it. */
  peek(): Token;
  next(): Token;
  /** Takes the next token if it is this symbol. */
  take(symbol: string): boolean;
  expect(symbol: string): void;
  /** Takes the next token if it is this keyword, in upper or lower case. */
  takeKeyword(keyword: string): boolean;
  /** Whether a parenthesis follows the next token. */
  isCall(): boolean;
  /** Counts an operator or function. */
  countOperator(): void;
  /** Throws for a token in a place where it is not allowed: the next one unless given. */
  fail(token?: Token): never;
}

const pattern =
  /[ \t\r\n]*(?:(?<identifier>[a-zA-Z_]\w*)|(?<name>#\w*)|(?<value>:\w*)|(?<number>\d+)|(?<symbol><=|>=|<>|[=<>()[\],.+-]))/y;

export function tokenReader(expression: string): TokenReader {
  const size = Buffer.byteLength(expression);
  if (size > maxExpressionBytes) {
    throw new Error(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
  }
  const tokens = tokensOf(expression);
  let position = 0;
  let operators = 0;
  let depth = 0;
  const peek = () => tokens[position] ?? endOf(expression);

  function next(): Token {
    const token = peek();
    position += 1;
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth > maxDepth) throw new Error('The expression has redundant parentheses;');
    return token;
  }

  function takeIf(isWanted: boolean): boolean {
    if (isWanted) next();
    return isWanted;
  }

  function fail(token: Token = peek()): never {
    throw syntaxError(expression, tokens, token);
  }

  return {
    peek,
    next,
    take: (symbol) => takeIf(peek().kind === 'symbol' && peek().text === symbol),
    expect(symbol) {
      const token = next();
      if (token.kind !== 'symbol' || token.text !== symbol) fail(token);
    },
    takeKeyword: (keyword) => takeIf(isKeyword(peek(), keyword)),
    isCall: () => tokens[position + 1]?.text === '(',
    countOperator() {
      operators += 1;
      if (operators <= maxOperators) return;
      throw new Error(`The expression contains too many operators; operator count: ${operators}`);
    },
    fail,
  };
}

export function isKeyword(token: Token, keyword: string): boolean {
  return token.kind === 'identifier' && token.text.toUpperCase() === keyword;
}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  while (true) {
    pattern.lastIndex = end;
    const groups = pattern.exec(expression)?.groups;
    if (!groups) break;
    end = pattern.lastIndex;
    const [kind, text = ''] = Object.entries(groups).find(([, matched]) => matched !== undefined) ?? [];
    tokens.push({ kind: kind as Token['kind'], text, start: end - text.length, end });
  }
  const rest = expression.slice(end).trimStart();
  if (rest === '') return [...tokens, endOf(expression)];
  const start = expression.length - rest.length;
  const [character = ''] = rest;
  throw syntaxError(expression, tokens, {
    kind: 'symbol',
    text: character,
    start,
    end: start + character.length,
  });
}

function endOf({ length }: string): Token {
  return { kind: 'end', text: '<EOF>', start: length, end: length };
}

/** AWS shows the token with the one before and the one after it. */
function syntaxError(expression: string, tokens: readonly Token[], token: Token): SyntaxError {
  const before = tokens.findLast((other) => other !== token && other.end <= token.start) ?? token;
  const after = tokens.find(({ start }) => start >= token.end) ?? token;
  const near = expression.slice(before.start, after.end).trim();
  return new SyntaxError(`token: "${token.text}", near: "${near}"`);
}
