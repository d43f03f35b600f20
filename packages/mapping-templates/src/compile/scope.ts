import type { Expressions } from '../expressions.ts';
import type { Meter } from '../meter.ts';
import type { Block, Expression } from '../syntax/ast.ts';
import { placeIn, TemplateError, TemplateFault } from '../template-error.ts';
import type { Value } from '../values/value.ts';

/** The state of one rendering. */
export interface Scope {
  out: string;
  /** Each variable is at the slot that its name got when the template was compiled. */
  readonly variables: Value[];
  readonly meter: Meter;
  /** Set by `#stop` and `#break` until the template or the loop has been left. */
  leaving: 'stop' | 'break' | undefined;
}

export type Run = (scope: Scope) => void;
export type Evaluate = (scope: Scope) => Value;
export type Test = (scope: Scope) => boolean;

/** What every part of the compiler needs. */
export interface Compilation {
  readonly source: string;
  readonly expressions: Expressions;
  /** The slot of each variable's name. */
  readonly slots: Map<string, number>;
  /** For the blocks and expressions inside other parts of the template. */
  readonly compileBlock: (block: Block) => Run;
  readonly compileExpression: (expression: Expression) => Evaluate;
}

export function slotOf({ slots }: Compilation, name: string): number {
  const slot = slots.get(name) ?? slots.size;
  slots.set(name, slot);
  return slot;
}

/** The output of a part of the template, as a string of its own. */
export function textOf(run: Run, scope: Scope): string {
  const outside = scope.out;
  scope.out = '';
  run(scope);
  const text = scope.out;
  scope.out = outside;
  return scope.meter.spendOnText(text);
}

/** The same function, whose faults become errors with their place in the template. */
export function guarded<Input extends unknown[], Output>(
  { source }: Compilation,
  offset: number,
  run: (scope: Scope, ...input: Input) => Output,
): (scope: Scope, ...input: Input) => Output {
  return (scope, ...input) => {
    try {
      return run(scope, ...input);
    } catch (error) {
      if (error instanceof TemplateFault) throw new TemplateError(error.message, placeIn(source, offset));
      throw error;
    }
  };
}
