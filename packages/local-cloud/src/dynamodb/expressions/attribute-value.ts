/** A value with its type, such as `{ S: 'a' }`. */
export type AttributeValue = Readonly<Record<string, unknown>>;

/** The steps to an attribute: names, and the indexes of lists. */
export type DocumentPath = readonly (string | number)[];

/** A call of a function, or an addition or subtraction, in an expression. */
export interface Call {
  readonly type: 'function' | 'add' | 'subtract';
  readonly name?: string;
  readonly args: readonly Operand[];
  /** The type of the result, where it is known. */
  readonly attrType?: string | null | undefined;
}

/** `undefined` stands for a value that is not defined, which is an error found elsewhere. */
export type Operand = DocumentPath | AttributeValue | Call | undefined;

const types = ['S', 'N', 'B', 'NULL', 'BOOL', 'SS', 'NS', 'BS', 'L', 'M'];

export function isPath(operand: Operand): operand is DocumentPath {
  return Array.isArray(operand);
}

export function isCall(operand: Operand): operand is Call {
  return operand !== undefined && !isPath(operand) && Array.isArray(operand.args);
}

/** The type of a value that stands in the request; `null` for what is known only with the item. */
export function typeOfValue(operand: Operand): string | null {
  if (operand === undefined || isPath(operand) || isCall(operand)) return null;
  return types.find((type) => operand[type] != null) ?? null;
}

/** The same, and the type of a function's result. */
export function typeOf(operand: Operand): string | null {
  return isCall(operand) ? (operand.attrType ?? null) : typeOfValue(operand);
}

/** `[a, [0], b]`, as AWS's messages show a path. */
export function pathText(path: DocumentPath): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}
