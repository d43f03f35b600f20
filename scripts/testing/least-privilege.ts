import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { clientConfig } from '@samples/localstack-client';
import type { DeployedSample } from './deployed-sample.ts';
import { type Grant, grantsOf } from './granted-actions.ts';
import { loggedRefusal } from './logged-refusal.ts';
import { defaultLimitMs, until } from './until.ts';

/** What a call of the sample gives; a `Response` is one. */
export interface Answer {
  readonly ok: boolean;
}

export interface Refusal<A extends Answer> {
  readonly answer: A;
  /** AWS's sentence, as the function logged it: `User: … is not authorized to perform: … on resource: …`. */
  readonly reason: string;
}

export interface LeastPrivilege {
  /** Every action that the inline policies of the functions' roles allow. */
  grants(): Promise<Grant[]>;
  /**
   * Takes one action away, returns what the probe then gets, and puts the action back, whatever happens. Rejects when
   * the probe succeeds all the same, which means that the role grants too much, or when it fails afterwards.
   */
  refusalWithout<A extends Answer>(grant: Grant, probe: () => Promise<A>): Promise<Refusal<A>>;
}

export interface LeastPrivilegeOptions {
  readonly limitMs?: number;
  /** Logical ids of roles that a function assumes besides its own, by the logical id of the function. */
  readonly takenRoles?: Readonly<Record<string, readonly string[]>>;
}

/** The proof that each role of a deployed sample allows nothing that its function can do without. */
export function leastPrivilege(
  { endpoint, stackName }: Pick<DeployedSample, 'endpoint' | 'stackName'>,
  { limitMs = defaultLimitMs, takenRoles = {} }: LeastPrivilegeOptions = {},
): LeastPrivilege {
  const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
  const iam = new IAMClient(config);
  const logs = new CloudWatchLogsClient(config);

  async function put({ roleName, policyName }: Grant, policy: string | undefined): Promise<void> {
    const name = { RoleName: roleName, PolicyName: policyName };
    await (policy === undefined
      ? iam.send(new DeleteRolePolicyCommand(name))
      : iam.send(new PutRolePolicyCommand({ ...name, PolicyDocument: policy })));
  }

  return {
    grants: () => grantsOf({ cloudFormation: new CloudFormationClient(config), iam }, stackName, takenRoles),

    async refusalWithout(grant, probe) {
      const { functionId, functionName, action } = grant;
      const since = Date.now();
      await put(grant, grant.policyWithout);
      try {
        const answer = await until(`${functionId} to be refused without ${action}`, limitMs, async () => {
          const given = await probe();
          return given.ok ? undefined : given;
        });
        return { answer, reason: await loggedRefusal(logs, { functionName, action, since, limitMs }) };
      } finally {
        await put(grant, grant.policy);
        await until(
          `${functionId} to work with ${action} again`,
          limitMs,
          async () => (await probe()).ok || undefined,
        );
      }
    },
  };
}
