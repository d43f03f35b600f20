import { type Call, type DocumentPath, isCall, isPath, type Operand } from './attribute-value.ts';
import { type ConditionErrors, checkBetween, checkDistinct, checkFunction } from './condition-checks.ts';
import { type ExpressionContext, ExpressionScope, firstError } from './expression-scope.ts';
import { type TokenReader, tokenReader } from './token-reader.ts';

/** A condition as dynalite evaluates it: `and`, `or` and `not` have conditions for arguments, the others operands. */
interface Condition {
  readonly type: string;
  readonly args: readonly (Condition | Operand)[];
}

/** What may stand between parentheses: a condition, or an operand of one. A function may be either. */
interface Term {
  readonly node: Condition | Operand;
  readonly kind: 'condition' | 'operand';
  /** Parentheses stand directly around it, so that further ones would be redundant. */
  readonly isGrouped: boolean;
}

const keywords = ['BETWEEN', 'IN', 'AND', 'OR', 'NOT'];
const comparators = ['=', '<>', '<', '<=', '>', '>='];
const maxInOperands = 100;

/**
 * Parses the expression of a condition, a filter or a key condition in one pass. Returns an error's message, or what
 * dynalite evaluates. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function parseConditionExpression(expression: string, context: ExpressionContext): string | object {
  return new ConditionParser(expression, context).parse();
}

class ConditionParser {
  readonly #reader: TokenReader;
  readonly #scope: ExpressionScope;
  readonly #context: ExpressionContext;
  readonly #errors: ConditionErrors = {};
  readonly #pathHeads: Record<string, true> = Object.create(null);

  constructor(expression: string, context: ExpressionContext) {
    this.#reader = tokenReader(expression);
    this.#scope = new ExpressionScope(context, keywords);
    this.#context = context;
  }

  parse(): string | object {
    const expression = this.#condition(this.#or());
    this.#refuseSize(expression);
    if (this.#reader.peek().kind !== 'end') this.#reader.fail();
    const error = firstError({ ...this.#scope.errors, ...this.#errors }, [
      'parens',
      'unknownFunction',
      'misusedFunction',
      'reserved',
      'condition',
    ]);
    return error ?? { expression, nestedPaths: this.#scope.nestedPaths, pathHeads: this.#pathHeads };
  }

  #or(): Term {
    const first = this.#and();
    if (!this.#reader.takeKeyword('OR')) return first;
    this.#reader.countOperator();
    return this.#joined('or', this.#condition(first), this.#condition(this.#or()));
  }

  #and(): Term {
    const first = this.#not();
    if (!this.#reader.takeKeyword('AND')) return first;
    this.#reader.countOperator();
    return this.#joined('and', this.#condition(first), this.#condition(this.#and()));
  }

  #not(): Term {
    if (!this.#reader.takeKeyword('NOT')) return this.#comparison();
    this.#reader.countOperator();
    return this.#joined('not', this.#condition(this.#comparison()));
  }

  /** A comparison, or a term that stands alone. */
  #comparison(): Term {
    const left = this.#term();
    if (left.kind === 'condition') return left;
    const { text } = this.#reader.peek();
    if (comparators.includes(text)) return this.#compare(left, text);
    if (this.#reader.takeKeyword('BETWEEN')) return this.#between(left);
    if (this.#reader.takeKeyword('IN')) return this.#in(left);
    if (isCall(left.node as Operand) && !left.isGrouped) this.#noteConditionError();
    return left;
  }

  #compare(left: Term, comparator: string): Term {
    this.#reader.next();
    const args = [this.#operandOf(left), this.#operand()];
    this.#reader.countOperator();
    this.#refuseFunctions(args);
    checkDistinct(this.#errors, comparator, args);
    return this.#checked(comparator, args);
  }

  #between(value: Term): Term {
    this.#reader.countOperator();
    const [low, high] = [this.#operand(), this.#upperBound()];
    const args = [this.#operandOf(value), low, high];
    this.#refuseFunctions(args);
    checkBetween(this.#errors, low, high, this.#context);
    return this.#checked('between', args);
  }

  #upperBound(): Operand {
    if (!this.#reader.takeKeyword('AND')) this.#reader.fail();
    return this.#operand();
  }

  #in(value: Term): Term {
    this.#reader.countOperator();
    const candidates = this.#argumentList();
    if (candidates.length > maxInOperands) {
      throw new Error(
        `The IN operator is provided with too many operands; number of operands: ${candidates.length}`,
      );
    }
    const args = [this.#operandOf(value), ...candidates];
    this.#refuseFunctions(args);
    return this.#checked('in', args);
  }

  /** An operand, or anything between parentheses. */
  #term(): Term {
    if (!this.#reader.take('(')) return { node: this.#bareOperand(), kind: 'operand', isGrouped: false };
    const inner = this.#or();
    this.#reader.expect(')');
    if (inner.isGrouped) this.#errors.parens ??= 'The expression has redundant parentheses;';
    const { node, kind } = inner;
    const { text } = this.#reader.peek();
    if (kind === 'operand' && isPath(node as Operand) && (text === '.' || text === '[')) {
      const path = this.#scope.extendPath(this.#reader, node as DocumentPath);
      return { node: path, kind, isGrouped: false };
    }
    return { node, kind, isGrouped: true };
  }

  #operand(): Operand {
    return this.#operandOf(this.#term());
  }

  #operandOf({ node, kind }: Term): Operand {
    if (kind === 'condition') this.#reader.fail();
    return node as Operand;
  }

  #bareOperand(): Operand {
    const token = this.#reader.peek();
    if (token.kind === 'value') return this.#scope.value(this.#reader);
    const isFunction =
      token.kind === 'identifier' && !this.#scope.isKeyword(token.text) && this.#reader.isCall();
    if (isFunction) return this.#call();
    const path = this.#scope.path(this.#reader);
    this.#pathHeads[String(path[0])] = true;
    return path;
  }

  #call(): Call {
    const name = this.#reader.next().text;
    this.#reader.countOperator();
    const args = this.#argumentList();
    this.#refuseFunctions(args);
    return { type: 'function', name, args, attrType: checkFunction(this.#errors, name, args) };
  }

  #argumentList(): Operand[] {
    this.#reader.expect('(');
    const args = [this.#operand()];
    while (this.#reader.take(',')) args.push(this.#operand());
    this.#reader.expect(')');
    return args;
  }

  /** The term as a condition: of the operands only functions are. */
  #condition({ node, kind }: Term): Condition {
    if (kind === 'condition') return node as Condition;
    const operand = node as Operand;
    return isCall(operand) ? operand : this.#reader.fail();
  }

  #joined(type: string, ...args: readonly Condition[]): Term {
    args.forEach(this.#refuseSize, this);
    return conditionOf(type, args);
  }

  #refuseSize(condition: Condition & { readonly name?: string }): void {
    if (condition.type === 'function' && condition.name === 'size') this.#noteMisuse('size');
  }

  /** Only `size` may be an operand. */
  #refuseFunctions(args: readonly Operand[]): void {
    const misused = args.find((operand) => isCall(operand) && operand.name !== 'size');
    if (misused) this.#noteMisuse((misused as Call).name);
  }

  #noteMisuse(name: string | undefined): void {
    this.#errors.misusedFunction ??= `The function is not allowed to be used this way in an expression; function: ${name}`;
  }

  #checked(type: string, args: readonly Operand[]): Term {
    this.#noteConditionError();
    return conditionOf(type, args);
  }

  /** AWS reports the errors of these kinds from the first condition that has one. */
  #noteConditionError(): void {
    const errors = { ...this.#scope.errors, ...this.#errors };
    const error = firstError(errors, ['placeholder', 'operand', 'distinct', 'function']);
    if (error !== undefined) this.#errors.condition ??= error;
  }
}

function conditionOf(type: string, args: Condition['args']): Term {
  return { node: { type, args }, kind: 'condition', isGrouped: false };
}
