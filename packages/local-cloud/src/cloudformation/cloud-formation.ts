import type { Account } from '../account.ts';
import { queryService } from '../aws/query-protocol.ts';
import type { Service } from '../aws/service.ts';
import type { Services } from '../services.ts';
import { cloudFormationInputTypes } from './input-types.ts';
import { createChangeSet } from './operations/create-change-set.ts';
import { createStack } from './operations/create-stack.ts';
import { deleteChangeSet } from './operations/delete-change-set.ts';
import { deleteStack } from './operations/delete-stack.ts';
import { describeChangeSet } from './operations/describe-change-set.ts';
import { describeStackEvents } from './operations/describe-stack-events.ts';
import { describeStackResource } from './operations/describe-stack-resource.ts';
import { describeStackResources } from './operations/describe-stack-resources.ts';
import { describeStacks } from './operations/describe-stacks.ts';
import { executeChangeSet } from './operations/execute-change-set.ts';
import { getTemplate } from './operations/get-template.ts';
import { getTemplateSummary } from './operations/get-template-summary.ts';
import { listChangeSets } from './operations/list-change-sets.ts';
import { listExports } from './operations/list-exports.ts';
import { listImports } from './operations/list-imports.ts';
import { listStackResources } from './operations/list-stack-resources.ts';
import { listStacks } from './operations/list-stacks.ts';
import { updateStack } from './operations/update-stack.ts';
import { updateTerminationProtection } from './operations/update-termination-protection.ts';
import { validateTemplate } from './operations/validate-template.ts';
import type { ResourceType } from './resource-type.ts';
import type { CloudFormationState } from './state.ts';

export interface CloudFormationOptions {
  readonly account: Account;
  /** Asked for only while an operation runs, as CloudFormation is one of them. */
  readonly services: () => Services;
  readonly resourceTypes: readonly ResourceType[];
}

export interface CloudFormation {
  readonly service: Service;
  readonly operations: ReturnType<typeof bindOperations>;
  /** Starts no further resource and waits for those under way. */
  stop(): Promise<void>;
}

export function createCloudFormation({
  account,
  services,
  resourceTypes,
}: CloudFormationOptions): CloudFormation {
  const state: CloudFormationState = {
    account,
    services,
    resourceTypes: new Map(resourceTypes.map((type) => [type.type, type])),
    stacks: new Map(),
    running: new Set(),
  };
  const operations = bindOperations(state);
  return {
    service: queryService({
      signingName: 'cloudformation',
      apiVersion: '2010-05-15',
      namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
      operations,
      inputTypes: cloudFormationInputTypes,
    }),
    operations,
    stop: () => stop(state),
  };
}

/** A handler that takes longer than this is left behind. */
const stopLimitMs = 5_000;

async function stop({ stacks, running }: CloudFormationState): Promise<void> {
  for (const { operation } of stacks.values()) if (operation) operation.stopped = 'shutdown';
  const { promise: limit, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, stopLimitMs);
  await Promise.race([Promise.all(running), limit]);
  clearTimeout(timer);
}

function bindOperations(state: CloudFormationState) {
  return {
    CreateChangeSet: createChangeSet.bind(null, state),
    CreateStack: createStack.bind(null, state),
    DeleteChangeSet: deleteChangeSet.bind(null, state),
    DeleteStack: deleteStack.bind(null, state),
    DescribeChangeSet: describeChangeSet.bind(null, state),
    DescribeStackEvents: describeStackEvents.bind(null, state),
    DescribeStackResource: describeStackResource.bind(null, state),
    DescribeStackResources: describeStackResources.bind(null, state),
    DescribeStacks: describeStacks.bind(null, state),
    ExecuteChangeSet: executeChangeSet.bind(null, state),
    GetTemplate: getTemplate.bind(null, state),
    GetTemplateSummary: getTemplateSummary.bind(null, state),
    ListChangeSets: listChangeSets.bind(null, state),
    ListExports: listExports.bind(null, state),
    ListImports: listImports.bind(null, state),
    ListStackResources: listStackResources.bind(null, state),
    ListStacks: listStacks.bind(null, state),
    UpdateStack: updateStack.bind(null, state),
    UpdateTerminationProtection: updateTerminationProtection.bind(null, state),
    ValidateTemplate: validateTemplate.bind(null, state),
  };
}
