import type { Meter } from '../meter.ts';
import { placeIn, TemplateError, TemplateFault } from '../template-error.ts';
import type { Value } from '../values/value.ts';

/** One rendering on its way. */
export interface Scope {
  out: string;
  /** The variables, each at the slot that compiling gave to its name. */
  readonly variables: Value[];
  readonly meter: Meter;
  /** Set by `#stop` and `#break`, until what they end has ended. */
  leaving: 'stop' | 'break' | undefined;
}

export type Run = (scope: Scope) => void;
export type Evaluate = (scope: Scope) => Value;
export type Test = (scope: Scope) => boolean;

/** What compiling a template needs to know all over. */
export interface Compilation {
  readonly source: string;
  readonly expressions: Meter['expressions'];
  /** The slot of each variable's name. */
  readonly slots: Map<string, number>;
}

export function slotOf({ slots }: Compilation, name: string): number {
  const slot = slots.get(name) ?? slots.size;
  slots.set(name, slot);
  return slot;
}

/** What a part of the template prints, as a text of its own. */
export function textOf(run: Run, scope: Scope): string {
  const outside = scope.out;
  scope.out = '';
  run(scope);
  const text = scope.out;
  scope.out = outside;
  return scope.meter.spendOnText(text);
}

/** The same function, which tells what it objects to with its place in the template. */
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
