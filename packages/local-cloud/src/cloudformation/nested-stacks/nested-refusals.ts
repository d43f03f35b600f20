import { isRecord } from '../../aws/is-record.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { Properties } from '../resource-type.ts';
import { makePlan } from '../stacks/make-plan.ts';
import { readSource } from '../stacks/read-source.ts';
import { stackOptions } from '../stacks/stack-options.ts';
import { type CloudFormationState, newStack } from '../state.ts';

/** As many templates are read ahead; of any other the stack says what it lacks. */
const mostTemplates = 20;

/** The templates that the operation under way has read, by URL: a template may contain itself. */
const read = new WeakMap<CloudFormationState, Set<string>>();

/** What a nested template asks for that this cloud does not offer, one sentence each, before its parent is made. */
export function nestedRefusals(
  state: CloudFormationState,
  { TemplateURL, Parameters }: Properties,
): string[] {
  if (typeof TemplateURL !== 'string' || TemplateURL.includes('${')) return [];
  const urls = read.get(state) ?? new Set<string>();
  if (urls.has(TemplateURL) || urls.size >= mostTemplates) return [];
  const isOutermost = urls.size === 0;
  read.set(state, urls.add(TemplateURL));
  try {
    const child = newStack(state.account, 'nested', stackOptions({}));
    const source = readSource(state, { TemplateURL, Parameters: likelyParameters(Parameters) }, child);
    // A macro is called once, for the stack.
    if (source.transforms.every((name) => !state.macros.has(name))) makePlan(state, source, child.options);
    return [];
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const sentences = error.message.split('\n').filter((line) => line.includes(lacking));
    return sentences.map((line) => line.replace(/\.$/, ''));
  } finally {
    if (isOutermost) read.delete(state);
  }
}

const lacking = 'not offered by this embedded cloud';

/** A zero may be a string and a number. */
function likelyParameters(given: unknown) {
  return Object.entries(isRecord(given) ? given : {}).map(([ParameterKey, value]) => {
    const isKnown = typeof value !== 'object' && !String(value).includes('${');
    return { ParameterKey, ParameterValue: isKnown ? String(value) : '0' };
  });
}
