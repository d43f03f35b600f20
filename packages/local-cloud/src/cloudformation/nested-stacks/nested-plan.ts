import type { Parameter, Tag } from '@aws-sdk/client-cloudformation';
import { isRecord } from '../../aws/is-record.ts';
import { validationError } from '../errors.ts';
import { scalarText } from '../intrinsics/intrinsic-function.ts';
import type { Properties } from '../resource-type.ts';
import { checkAutoExpand, checkCapabilities } from '../stacks/check-capabilities.ts';
import { liveStacks } from '../stacks/find-stack.ts';
import { makePlan } from '../stacks/make-plan.ts';
import { readSource } from '../stacks/read-source.ts';
import type { CloudFormationState, Stack, StackOptions, StackPlan } from '../state.ts';
import type { JsonValue } from '../template.ts';

/** Our limit, so that a stack that contains itself ends. */
const maxDepth = 5;

/** Ours, too: a stack that contains itself several times would grow without end as others of it are rolled back. */
const maxPlans = 500;

/** AWS's limit of an account's stacks. */
const maxStacks = 2000;

/** The plan of a nested stack by the properties that its parent gives it; throws AWS's error for what is wrong. */
export function nestedPlan(
  state: CloudFormationState,
  parent: Stack,
  child: Stack,
  properties: Properties,
): StackPlan {
  const options = nestedOptions(parent, properties);
  const Parameters = parametersOf(properties.Parameters);
  const source = readSource(state, { TemplateURL: String(properties.TemplateURL), Parameters }, child);
  checkAutoExpand(source, options.capabilities);
  const plan = makePlan(state, source, options);
  checkCapabilities(plan.template, options.capabilities);
  return plan;
}

/** Capabilities and role are the parent's, and its tags come with the nested stack's own. */
export function nestedOptions({ options }: Stack, { Tags, TimeoutInMinutes }: Properties): StackOptions {
  const own = (Array.isArray(Tags) ? Tags : []) as readonly Tag[];
  const inherited = options.tags.filter(({ Key }) => !own.some((tag) => tag.Key === Key));
  return {
    ...options,
    terminationProtection: false,
    tags: [...inherited, ...own],
    timeoutInMinutes: TimeoutInMinutes === undefined ? undefined : Number(TimeoutInMinutes),
  };
}

function parametersOf(given: unknown = {}): Parameter[] {
  const entries = isRecord(given) ? Object.entries(given) : [['', null] as const];
  return entries.map(([ParameterKey, value]) => {
    const ParameterValue = scalarText(value as JsonValue);
    if (ParameterValue !== undefined) return { ParameterKey, ParameterValue };
    throw validationError(
      'Value of property Parameters must be an object with String (or simple type) properties',
    );
  });
}

/** Throws where stacks are nested too deep or are too many; to be called once for each plan. */
export function checkRoom(state: CloudFormationState, parent: Stack): void {
  const chain: Stack[] = [];
  for (let stack: Stack | undefined = parent; stack; stack = state.stacks.get(stack.parentId ?? ''))
    chain.push(stack);
  if (chain.length > maxDepth) {
    throw validationError(`Stacks are nested at most ${maxDepth} deep in this embedded cloud.`);
  }
  countPlan(chain.at(-1) ?? parent);
  if (liveStacks(state).length >= maxStacks) throw validationError('Limit for stack has been exceeded');
}

/** How many nested stacks the operations of outermost stacks have planned. */
const planned = new WeakMap<object, number>();

function countPlan({ operation }: Stack): void {
  if (!operation) return;
  const count = (planned.get(operation) ?? 0) + 1;
  planned.set(operation, count);
  if (count <= maxPlans) return;
  throw validationError(
    `One operation makes or changes at most ${maxPlans} nested stacks in this embedded cloud.`,
  );
}
