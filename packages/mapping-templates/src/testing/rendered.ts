import { compileTemplate, type TemplateInput } from '../compile-template.ts';
import { createTemplateContext } from '../template-context.ts';

/** What a template prints for an exchange of which only this is of interest. */
export function rendered(source: string, input: Partial<TemplateInput> = {}): string {
  return compileTemplate(source).render({
    body: '',
    params: { path: {}, querystring: {}, header: {} },
    context: createTemplateContext({}),
    stageVariables: {},
    ...input,
  });
}
