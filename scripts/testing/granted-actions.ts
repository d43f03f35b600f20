import { type CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
  GetRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';

/** An action that one statement of an inline policy allows to a function. */
export interface Grant {
  /** The function's logical id. */
  readonly functionId: string;
  readonly functionName: string;
  readonly roleName: string;
  readonly policyName: string;
  readonly action: string;
  /** The policy's JSON, and what is left of it without the action: nothing where it was the only one. */
  readonly policy: string;
  readonly policyWithout: string | undefined;
}

interface Clients {
  readonly cloudFormation: CloudFormationClient;
  readonly iam: IAMClient;
}

/**
 * What the functions of a stack may do by the inline policies of their own roles and of those that they take. Rejects
 * when a role has a managed policy beside the one for logging: nothing can be taken out of it.
 */
export async function grantsOf(
  { cloudFormation, iam }: Clients,
  stackName: string,
  takenRoles: Readonly<Record<string, readonly string[]>> = {},
): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const { roleName, ...lambda } of await rolesOfFunctions(cloudFormation, stackName, takenRoles)) {
    await refuseManagedPolicies(iam, roleName);
    for await (const { PolicyNames = [] } of paginateListRolePolicies(
      { client: iam },
      { RoleName: roleName },
    )) {
      for (const policyName of PolicyNames) {
        const name = { RoleName: roleName, PolicyName: policyName };
        const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(name));
        const policy = decodeURIComponent(PolicyDocument);
        grants.push(...actionsOf(policy).map((one) => ({ ...lambda, roleName, policyName, policy, ...one })));
      }
    }
  }
  return grants;
}

async function rolesOfFunctions(
  client: CloudFormationClient,
  stackName: string,
  takenRoles: Readonly<Record<string, readonly string[]>>,
) {
  const names = new Map<string, string>();
  const functionIds: string[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackName })) {
    for (const { LogicalResourceId: id = '', ...resource } of page.StackResourceSummaries ?? []) {
      names.set(id, resource.PhysicalResourceId ?? '');
      if (resource.ResourceType === 'AWS::Lambda::Function') functionIds.push(id);
    }
  }
  return functionIds.flatMap((functionId) => {
    // SAM gives a function's own role this name.
    const roleIds = [`${functionId}Role`, ...(takenRoles[functionId] ?? [])];
    return roleIds.map((roleId) => {
      const roleName = names.get(roleId);
      if (!roleName) throw new Error(`Expected the role ${roleId} in the stack ${stackName}, found none.`);
      return { functionId, functionName: names.get(functionId) ?? '', roleName };
    });
  });
}

async function refuseManagedPolicies(iam: IAMClient, RoleName: string): Promise<void> {
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const other = AttachedPolicies.find(({ PolicyName }) => PolicyName !== 'AWSLambdaBasicExecutionRole');
  if (other) throw new Error(`Expected no managed policy for ${RoleName}, found ${other.PolicyArn}.`);
}

interface Policy {
  readonly Statement: readonly { readonly Effect: string; readonly Action?: string | readonly string[] }[];
}

/** Each action of each statement that allows some, with the policy that is left without it. */
function actionsOf(text: string): Pick<Grant, 'action' | 'policyWithout'>[] {
  const policy: Policy = JSON.parse(text);
  const statements = [policy.Statement].flat();
  return statements.flatMap((statement, index) => {
    if (statement.Effect !== 'Allow') return [];
    const actions = [statement.Action ?? []].flat();
    return actions.map((action) => {
      const others = actions.filter((other) => other !== action);
      const rest = others.length > 0 ? [{ ...statement, Action: others }] : [];
      const Statement = statements.toSpliced(index, 1, ...rest);
      return {
        action,
        policyWithout: Statement.length > 0 ? JSON.stringify({ ...policy, Statement }) : undefined,
      };
    });
  });
}
