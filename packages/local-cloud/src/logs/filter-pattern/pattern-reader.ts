import { invalidFilterPattern } from '../errors.ts';

/** A pattern and how far it has been read. Blanks between its parts mean nothing. */
export class PatternReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#skipBlanks();
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  isAt(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  /** Reads what the sticky expression matches here. */
  take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#text) ?? undefined;
    this.#at += match?.[0].length ?? 0;
    if (match) this.#skipBlanks();
    return match;
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }
}

export type Condition<Subject> = (subject: Subject) => boolean;

const maxDepth = 50;

/** Conditions joined by `||` and, binding closer, `&&`, with parentheses. */
export function readConditions<Subject>(
  reader: PatternReader,
  readOne: (reader: PatternReader) => Condition<Subject>,
  depth = 0,
): Condition<Subject> {
  if (depth > maxDepth) throw invalidFilterPattern();

  function readOperand(): Condition<Subject> {
    if (!reader.take(/\(/y)) return readOne(reader);
    const inner = readConditions(reader, readOne, depth + 1);
    if (!reader.take(/\)/y)) throw invalidFilterPattern();
    return inner;
  }

  function readAll(): Condition<Subject> {
    const all = [readOperand()];
    while (reader.take(/&&/y)) all.push(readOperand());
    return (subject) => all.every((condition) => condition(subject));
  }

  const any = [readAll()];
  while (reader.take(/\|\|/y)) any.push(readAll());
  return (subject) => any.some((condition) => condition(subject));
}
