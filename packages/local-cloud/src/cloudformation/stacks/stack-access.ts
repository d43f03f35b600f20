import { arn, regionalArn } from '../../account.ts';
import { requireAccess } from '../../aws/policy/require-access.ts';
import { requirePassRole } from '../../aws/policy/require-pass-role.ts';
import { queryAccessDenied } from '../../aws/query-protocol.ts';
import type { CallContext } from '../../aws/service.ts';
import type { CloudFormationState } from '../state.ts';
import { findStack } from './find-stack.ts';
import type { Source } from './template-source.ts';

/** Their resource is every stack where no one is named; of other operations without a stack it is `*`. */
const ofAllStacks = new Set(['DescribeStacks', 'DescribeStackResources']);

/**
 * The ARNs that policies name for an operation: that of the stack, or of any stack with the name.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
 */
export function resourcesOf(
  state: CloudFormationState,
  operation: string,
  { StackName, ChangeSetName, PhysicalResourceId }: Readonly<Record<string, unknown>>,
): string[] {
  // The stack of a resource is found whatever stack is named beside it.
  if (operation === 'DescribeStackResources' && PhysicalResourceId !== undefined)
    return [stackArn(state, '*')];
  // An ARN says which change set it is, whatever stack is named beside it.
  const isByArn = typeof ChangeSetName === 'string' && ChangeSetName.startsWith('arn:');
  if (!isByArn && typeof StackName === 'string' && StackName !== '') return [stackArn(state, StackName)];
  if (typeof ChangeSetName === 'string') {
    const stack = [...state.stacks.values()].find(({ changeSets }) => changeSets.has(ChangeSetName));
    return [stack?.id ?? stackArn(state, '*')];
  }
  return [ofAllStacks.has(operation) ? stackArn(state, '*') : '*'];
}

function stackArn(state: CloudFormationState, nameOrId: string): string {
  const id = findStack(state, nameOrId)?.id;
  if (id !== undefined || nameOrId.startsWith('arn:')) return id ?? nameOrId;
  return regionalArn(state.account, 'cloudformation', `stack/${nameOrId}/*`);
}

/** Who deploys needs the operation on each transform, too, and `iam:PassRole` for a role that it gives the stack. */
export function requireDeploymentAccess(
  { account }: CloudFormationState,
  context: CallContext | undefined,
  operation: 'CreateChangeSet' | 'CreateStack' | 'UpdateStack',
  { transforms }: Source,
  roleArn: string | undefined,
): void {
  for (const transform of transforms) {
    const name = transform.replace('AWS::', '');
    const resource = arn('cloudformation', `transform/${name}`, {
      region: account.region,
      accountId: transform.startsWith('AWS::') ? 'aws' : account.id,
    });
    requireAccess(context?.caller, `cloudformation:${operation}`, resource, queryAccessDenied);
  }
  if (roleArn !== undefined) {
    const passed = { service: 'cloudformation.amazonaws.com', roleArns: [roleArn] };
    requirePassRole(context?.caller, passed, queryAccessDenied);
  }
}
