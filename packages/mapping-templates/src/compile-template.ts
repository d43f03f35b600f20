import { compileBlock } from './compile/compile-block.ts';
import { type Compilation, guarded, type Scope } from './compile/scope.ts';
import { createExpressions } from './expressions.ts';
import { InputVariable, type RequestParameters } from './input-variable.ts';
import { Meter } from './limits.ts';
import { parseTemplate } from './syntax/parse-template.ts';
import type { TemplateContext } from './template-context.ts';
import { UtilVariable } from './util-variable.ts';
import { JavaMap } from './values/java-map.ts';
import type { Value } from './values/value.ts';

/** What a template may speak of. */
export interface TemplateInput {
  /** The text that `$input` reads; empty is read as `{}`. */
  readonly body: string;
  readonly params: RequestParameters;
  readonly context: TemplateContext;
  readonly stageVariables: Readonly<Record<string, string>>;
}

export interface CompiledTemplate {
  /** The text that the template gives for one exchange. Throws a TemplateError. */
  render(input: TemplateInput): string;
}

/**
 * Reads a mapping template: Velocity 1.7 as API Gateway runs it. Throws a TemplateError with the line and the column
 * of what it cannot read: AWS deploys such a template all the same, and answers 500 to each call that needs it. Only an
 * error that `isUnsupported` is this engine's own, and to be refused with the deployment.
 */
export function compileTemplate(source: string): CompiledTemplate {
  const compilation: Compilation = { source, expressions: createExpressions(), slots: new Map() };
  const run = guarded(compilation, 0, compileBlock(compilation, parseTemplate(source)));
  const fill = variableFillers.filter(([name]) => compilation.slots.has(name));
  return {
    render(input) {
      const variables = new Array<Value>(compilation.slots.size);
      for (const [name, value] of fill) variables[compilation.slots.get(name) ?? 0] = value(input);
      const scope: Scope = {
        out: '',
        variables,
        meter: new Meter(compilation.expressions),
        leaving: undefined,
      };
      run(scope);
      return scope.out;
    },
  };
}

const variableFillers: readonly (readonly [name: string, value: (input: TemplateInput) => Value])[] = [
  ['input', ({ body, params }) => new InputVariable(body, params)],
  ['context', ({ context }) => context.map],
  ['stageVariables', ({ stageVariables }) => new JavaMap(Object.entries(stageVariables))],
  ['util', () => new UtilVariable()],
];
