import { compileTemplate } from '../compile-template.ts';
import { runBounded } from '../run-bounded-in-node.ts';
import type { TemplateInput } from '../template-input.ts';

/** A template's output for an exchange in which only `input` matters. */
export function rendered(source: string, input: TemplateInput = {}): string {
  return compileTemplate(source, { runBounded }).render(input);
}
