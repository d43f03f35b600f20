import {
  type CompiledTemplate,
  type ContextCopy,
  type ContextValues,
  compileTemplate,
  type RequestParameters,
  TemplateContext,
  TemplateError,
} from '@samples/mapping-templates';
import { runBounded } from '@samples/mapping-templates/node';
import { type LongWork, TooMuchWork } from '../../long-work/long-work.ts';
import { workerTask } from '../../long-work/worker-task.ts';
import type { MappingScope } from '../exchange.ts';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import { inWorker } from '../in-worker.ts';

/** Of a body: what is longer may take long with any template. */
export const longLength = 64 * 1024;

/** A body of 1 MB with 24,500 items takes a tenth of these steps. */
const limits = { steps: 2_000_000, totalRegexTime: 1000 };

/** Renders a template for a long body in a worker. What the template writes into `$context` is there afterwards. */
export async function renderInWorker(
  bodyWork: LongWork,
  scope: MappingScope,
  input: Pick<Rendering, 'source' | 'body' | 'params'>,
): Promise<string> {
  const { exchange, contextValues, context } = scope;
  const { variables } = exchange.stage;
  const rendering = { ...input, stageVariables: variables, contextValues, context: context.copy() };
  try {
    const rendered = await inWorker(bodyWork, renderTask, rendering);
    if ('problem' in rendered) throw configurationError(new Error(rendered.problem));
    context.adopt(rendered.context);
    return rendered.text;
  } catch (error) {
    throw error instanceof TooMuchWork ? configurationError(error) : error;
  }
}

interface Rendering {
  readonly source: string;
  readonly body: string;
  readonly params: RequestParameters;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly contextValues: ContextValues;
  /** What the template of the request made of `$context`. */
  readonly context: ContextCopy | undefined;
}

type Rendered =
  | { readonly text: string; readonly context: ContextCopy | undefined }
  | { readonly problem: string };

/** Runs in a worker. */
export function render({ source, contextValues, context: copy, ...input }: Rendering): Rendered {
  const context = new TemplateContext(contextValues);
  context.adopt(copy);
  try {
    return { text: compiled(source).render({ ...input, context }), context: context.copy() };
  } catch (error) {
    if (error instanceof TemplateError) return { problem: error.message };
    throw error;
  }
}

/** Of one worker, by their sources. */
const kept = new Map<string, CompiledTemplate>();
const mostKept = 10;

function compiled(source: string): CompiledTemplate {
  const known = kept.get(source);
  if (known) return known;
  const template = compileTemplate(source, { runBounded, limits });
  if (kept.size === mostKept) kept.clear();
  kept.set(source, template);
  return template;
}

const renderTask = workerTask(import.meta.url, render);
