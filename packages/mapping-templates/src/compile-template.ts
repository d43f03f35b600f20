import { compileBlock } from './compile/compile-block.ts';
import { compileExpression } from './compile/compile-expression.ts';
import { type Compilation, guarded, type Scope } from './compile/scope.ts';
import { createExpressions, type Expressions } from './expressions.ts';
import { InputVariable } from './input-variable.ts';
import type { TemplateOptions } from './limits.ts';
import { Meter } from './meter.ts';
import { parseTemplate } from './syntax/parse-template.ts';
import { type ContextValues, TemplateContext } from './template-context.ts';
import type { TemplateInput } from './template-input.ts';
import { UtilVariable } from './util-variable.ts';
import { JavaMap, type Value } from './values/value.ts';

export interface CompiledTemplate {
  /** The template's output for one exchange. Throws a TemplateError. */
  render(input?: TemplateInput): string;
}

/**
 * Compiles a mapping template: Velocity 1.7 as API Gateway runs it. Throws a TemplateError with the line and column of
 * what it cannot read. AWS deploys such a template all the same, and responds with 500 to each call that needs it; only
 * an error that `isUnsupported` is this engine's own, and should fail the deployment.
 */
export function compileTemplate(source: string, options: TemplateOptions = {}): CompiledTemplate {
  const expressions = createExpressions(options);
  const compilation: Compilation = {
    source,
    expressions,
    slots: new Map(),
    compileBlock: (block) => compileBlock(compilation, block),
    compileExpression: (expression) => compileExpression(compilation, expression),
  };
  const block = parseTemplate(source, expressions.limits.templateLength);
  const run = guarded(compilation, 0, compileBlock(compilation, block));
  const fill = variableFillers.filter(([name]) => compilation.slots.has(name));
  return {
    render(input = {}) {
      const variables = new Array<Value>(compilation.slots.size);
      for (const [name, value] of fill)
        variables[compilation.slots.get(name) ?? 0] = value(input, expressions);
      const scope: Scope = { out: '', variables, meter: new Meter(expressions), leaving: undefined };
      run(scope);
      return scope.out;
    },
  };
}

type FillVariable = (input: TemplateInput, expressions: Expressions) => Value;

const variableFillers: readonly (readonly [name: string, value: FillVariable])[] = [
  ['input', (input, expressions) => new InputVariable(input, expressions)],
  ['context', ({ context = {} }) => contextOf(context).map],
  ['stageVariables', ({ stageVariables = {} }) => new JavaMap(Object.entries(stageVariables))],
  ['util', () => new UtilVariable()],
];

function contextOf(context: TemplateContext | ContextValues): TemplateContext {
  return context instanceof TemplateContext ? context : new TemplateContext(context);
}
