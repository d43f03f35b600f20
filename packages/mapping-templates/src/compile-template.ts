import { compileBlock } from './compile/compile-block.ts';
import { type Compilation, guarded, type Scope } from './compile/scope.ts';
import { createExpressions } from './expressions.ts';
import { InputVariable } from './input-variable.ts';
import type { TemplateOptions } from './limits.ts';
import { Meter } from './meter.ts';
import { parseTemplate } from './syntax/parse-template.ts';
import { type ContextValues, TemplateContext } from './template-context.ts';
import { UtilVariable } from './util-variable.ts';
import { JavaMap } from './values/java-map.ts';
import type { Value } from './values/value.ts';

/** What a template can read. Each member is read only when the template names its variable. */
export interface TemplateInput {
  /** The string that `$input` reads; an empty one, the default, reads as `{}`. */
  readonly body?: string;
  readonly params?: RequestParameters;
  /** The values of `$context`; a `TemplateContext` to read afterwards what the template has overridden. */
  readonly context?: TemplateContext | ContextValues;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** The request's parameters by their places. Header names are as the client wrote them. */
export interface RequestParameters {
  readonly path?: Readonly<Record<string, string>>;
  readonly querystring?: Readonly<Record<string, string>>;
  readonly header?: Readonly<Record<string, string>>;
}

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
  const compilation: Compilation = { source, expressions, slots: new Map() };
  const block = parseTemplate(source, expressions.limits.templateLength);
  const run = guarded(compilation, 0, compileBlock(compilation, block));
  const fill = variableFillers.filter(([name]) => compilation.slots.has(name));
  return {
    render(input = {}) {
      const variables = new Array<Value>(compilation.slots.size);
      for (const [name, value] of fill) variables[compilation.slots.get(name) ?? 0] = value(input);
      const scope: Scope = { out: '', variables, meter: new Meter(expressions), leaving: undefined };
      run(scope);
      return scope.out;
    },
  };
}

const variableFillers: readonly (readonly [name: string, value: (input: TemplateInput) => Value])[] = [
  ['input', (input) => new InputVariable(input)],
  ['context', ({ context = {} }) => contextOf(context).map],
  ['stageVariables', ({ stageVariables = {} }) => new JavaMap(Object.entries(stageVariables))],
  ['util', () => new UtilVariable()],
];

function contextOf(context: TemplateContext | ContextValues): TemplateContext {
  return context instanceof TemplateContext ? context : new TemplateContext(context);
}
