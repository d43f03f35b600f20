import { ServiceError } from '../../aws/service-error.ts';
import { withLongTasks } from '../long-task.ts';
import type { PhysicalResource, Properties, ResourceType } from '../resource-type.ts';
import { ResourceFailure } from '../stacks/call-handler.ts';
import { checkUpdatable, refusedChanges } from '../stacks/check-updatable.ts';
import { hasChanges } from '../stacks/plan-changes.ts';
import { stackChanges } from '../stacks/stack-changes.ts';
import { setStackStatus } from '../stacks/stack-events.ts';
import { checkExports } from '../stacks/stack-outputs.ts';
import { startCreate, startDelete, startUpdate } from '../stacks/start-stack.ts';
import { type CloudFormationState, newStack, type Stack, type StackPlan } from '../state.ts';
import { checkRoom, nestedOptions, nestedPlan } from './nested-plan.ts';
import { nestedRefusals } from './nested-refusals.ts';

/**
 * A stack that is a resource of another. It is made and changed with its parent, and deleted where that fails.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 */
export function nestedStack(state: CloudFormationState): ResourceType {
  return {
    type: 'AWS::CloudFormation::Stack',
    properties: { Parameters: 'update', Tags: 'update', TemplateURL: 'update', TimeoutInMinutes: 'update' },
    required: ['TemplateURL'],
    notOffered: ['NotificationARNs'],
    // The template at its URL may have changed.
    isAlwaysUpdated: true,
    hasNoTimeLimit: true,

    refusals: (properties) => nestedRefusals(state, properties),

    async create(properties, context) {
      const parent = requireLive(state, context.stackId);
      const child: Stack = {
        ...newStack(state.account, context.generateName(128), nestedOptions(parent, properties)),
        parentId: parent.id,
        rootId: parent.rootId ?? parent.id,
      };
      const plan = await planned(state, parent, child, properties);
      state.stacks.set(child.id, child);
      startCreate(state, child, plan, { onFailure: 'DO_NOTHING', token: tokenOf(parent) });
      context.announce(made(child));
      await finished(child);
      if (statusOf(child) === 'CREATE_COMPLETE') return made(child);
      throw new ResourceFailure(
        `Embedded stack ${child.id} was not successfully created: ${child.statusReason}`,
      );
    },

    async update(properties, existing, context) {
      const parent = requireLive(state, context.stackId);
      const child = requireLive(state, existing.physicalId);
      const before = formerPlan(parent, child);
      const plan = before ?? (await planned(state, parent, child, properties));
      if (!before && parent.operation && child.plan) {
        child.updatedFrom = { operation: parent.operation, plan: child.plan };
      }
      await changed(state, parent, child, plan);
      if (before && statusOf(child) === 'UPDATE_COMPLETE') setStackStatus(child, 'UPDATE_ROLLBACK_COMPLETE');
      return made(child);
    },

    async delete({ physicalId }, context) {
      const child = state.stacks.get(physicalId);
      if (!child || child.status === 'DELETE_COMPLETE') return;
      const parent = state.stacks.get(context.stackId);
      await asFailure(async () => checkExports(state, child, []));
      startDelete(state, child, {}, parent && tokenOf(parent));
      await finished(child);
      if (statusOf(child) === 'DELETE_COMPLETE') return;
      throw new ResourceFailure(
        `Embedded stack ${child.id} was not successfully deleted: ${child.statusReason}`,
      );
    },
  };
}

function requireLive({ stacks }: CloudFormationState, id: string): Stack {
  const stack = stacks.get(id);
  if (stack && stack.status !== 'DELETE_COMPLETE') return stack;
  throw new ResourceFailure(`Stack [${id}] does not exist`);
}

/** Where the parent rolls back, what its failed update has found: the template at the URL may be another by now. */
function formerPlan({ operation }: Stack, { updatedFrom }: Stack): StackPlan | undefined {
  return operation && updatedFrom?.operation === operation ? updatedFrom.plan : undefined;
}

function planned(
  state: CloudFormationState,
  parent: Stack,
  child: Stack,
  properties: Properties,
): Promise<StackPlan> {
  const plan = withLongTasks(state.tasks, () => nestedPlan(state, parent, child, properties));
  return asFailure(async () => {
    checkRoom(state, parent);
    return plan();
  });
}

async function changed(
  state: CloudFormationState,
  parent: Stack,
  child: Stack,
  plan: StackPlan,
): Promise<void> {
  await asFailure(async () => checkUpdatable(child));
  const wrong = refusedChanges(state, child, plan);
  if (wrong !== undefined) throw new ResourceFailure(wrong);
  const source = { state, stack: child, plan };
  if (!hasChanges(state, child, plan, stackChanges(source))) return;
  startUpdate(state, child, plan, tokenOf(parent));
  await finished(child);
  if (statusOf(child) === 'UPDATE_COMPLETE') return;
  const failure = child.events.findLast(
    ({ physicalId, status }) => physicalId === child.id && failures.includes(status),
  );
  throw new ResourceFailure(
    `Embedded stack ${child.id} was not successfully updated. Currently in ${failure?.status ?? child.status} with reason: ${failure?.statusReason ?? child.statusReason}`,
  );
}

const failures = ['UPDATE_FAILED', 'UPDATE_ROLLBACK_IN_PROGRESS'];

/** AWS reports what is wrong with a nested template as it is, not as the failure of a handler. */
async function asFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ServiceError ? new ResourceFailure(error.message) : error;
  }
}

function made({ id, outputs }: Stack): PhysicalResource {
  const attributes = outputs.map(({ key, value }) => [`Outputs.${key}`, value] as const);
  return { physicalId: id, attributes: Object.fromEntries(attributes) };
}

async function finished({ operation }: Stack): Promise<void> {
  await operation?.finished;
}

/** A function, because the compiler does not know that a status changes meanwhile. */
function statusOf({ status }: Stack): string {
  return status;
}

function tokenOf({ operation }: Stack): string | undefined {
  return operation?.clientRequestToken;
}
