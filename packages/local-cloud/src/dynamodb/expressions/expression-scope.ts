import type { AttributeValue, DocumentPath } from './attribute-value.ts';
import type { TokenReader } from './token-reader.ts';

/** What dynalite hands to a parser: the placeholders of a request, and those that no expression has used so far. */
export interface ExpressionContext {
  readonly attrNames?: Readonly<Record<string, string>>;
  readonly attrVals?: Readonly<Record<string, AttributeValue>>;
  readonly unusedAttrNames?: Record<string, true>;
  readonly unusedAttrVals?: Record<string, true>;
  isReserved(name: string): boolean;
  compare(operator: string, value: AttributeValue, other: AttributeValue): boolean;
}

/** The first error of each kind: AWS reports by kind, in an order of its own, not by place. */
export type Errors<Kind extends string> = Partial<Record<Kind, string>>;

type ScopeErrors = Errors<'reserved' | 'name' | 'value' | 'placeholder'>;

/** More than a list within 400 KB can have; dynalite would make a list of that length. */
const maxIndex = 1_000_000;

/** Reads names, values and paths, and notes the paths whose steps go beyond an attribute. */
export class ExpressionScope {
  readonly errors: ScopeErrors = {};
  readonly nestedPaths: Record<string, true> = Object.create(null);
  readonly #context: ExpressionContext;
  readonly #keywords: ReadonlySet<string>;

  constructor(context: ExpressionContext, keywords: readonly string[]) {
    this.#context = context;
    this.#keywords = new Set(keywords);
  }

  /** `a.#b[0]` */
  path(reader: TokenReader): DocumentPath {
    return this.extendPath(reader, [this.#step(reader)]);
  }

  /** The rest of a path, after a first part that may have stood in parentheses. */
  extendPath(reader: TokenReader, first: DocumentPath): DocumentPath {
    const path = [...first];
    while (true) {
      if (reader.take('.')) path.push(this.#step(reader));
      else if (reader.take('[')) path.push(this.#index(reader));
      else break;
    }
    if (path.length > 1) this.nestedPaths[String(path[0])] = true;
    return path;
  }

  /** The value of a placeholder such as `:v`. */
  value(reader: TokenReader): AttributeValue | undefined {
    const token = reader.next();
    if (token.kind !== 'value') reader.fail(token);
    const { attrVals = {}, unusedAttrVals = {} } = this.#context;
    const value = Object.hasOwn(attrVals, token.text) ? attrVals[token.text] : undefined;
    if (value === undefined) {
      this.#noteUndefined(
        'value',
        `An expression attribute value used in expression is not defined; attribute value: ${token.text}`,
      );
    }
    delete unusedAttrVals[token.text];
    return value;
  }

  isKeyword(identifier: string): boolean {
    return this.#keywords.has(identifier.toUpperCase());
  }

  #step(reader: TokenReader): string {
    const { kind, text } = reader.peek();
    if (kind === 'name') return this.#nameOf(reader.next().text);
    if (kind !== 'identifier' || this.isKeyword(text)) reader.fail();
    reader.next();
    if (this.#context.isReserved(text)) {
      this.errors.reserved ??= `Attribute name is a reserved keyword; reserved keyword: ${text}`;
    }
    return text;
  }

  #nameOf(placeholder: string): string {
    const { attrNames = {}, unusedAttrNames = {} } = this.#context;
    const name = Object.hasOwn(attrNames, placeholder) ? attrNames[placeholder] : undefined;
    if (!name) {
      this.#noteUndefined(
        'name',
        `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
      );
    }
    delete unusedAttrNames[placeholder];
    return name ?? placeholder;
  }

  /** Conditions report the first undefined placeholder, updates an undefined name before an undefined value. */
  #noteUndefined(kind: 'name' | 'value', message: string): void {
    this.errors[kind] ??= message;
    this.errors.placeholder ??= message;
  }

  #index(reader: TokenReader): number {
    const token = reader.next();
    if (token.kind !== 'number') reader.fail(token);
    reader.expect(']');
    const index = Number(token.text);
    if (index <= maxIndex) return index;
    throw new Error(`List index is not within the allowable range; index: [${token.text}]`);
  }
}

/** The error that AWS reports: of the first of these kinds that has one. */
export function firstError(
  errors: Readonly<Record<string, string | undefined>>,
  kinds: readonly string[],
): string | undefined {
  const kind = kinds.find((candidate) => errors[candidate] !== undefined);
  return kind === undefined ? undefined : errors[kind];
}
