import { type ScriptedEndpoint, scriptedEndpoint } from '@samples/deployment/testing';
import { describe, expect, it } from 'vitest';
import { leastPrivilege } from './least-privilege.ts';

const read = { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: 'table' };
const write = { Effect: 'Allow', Action: 's3:PutObject', Resource: 'bucket' };
const never = { Effect: 'Deny', Action: 's3:DeleteObject', Resource: 'bucket' };
const onlyRead = { ...read, Action: 'dynamodb:GetItem' };

const resource = (logicalId: string, type: string, physicalId: string) =>
  `<member><LogicalResourceId>${logicalId}</LogicalResourceId><ResourceType>${type}</ResourceType><PhysicalResourceId>${physicalId}</PhysicalResourceId></member>`;
const stack =
  resource('Get', 'AWS::Lambda::Function', 'get-1') + resource('GetRole', 'AWS::IAM::Role', 'role-1');

/** A stack of one function, whose role holds a policy of these statements. */
function stackWith(statements: object[], managedPolicy = 'AWSLambdaBasicExecutionRole') {
  const puts: (string | undefined)[] = [];
  const policy = encodeURIComponent(JSON.stringify({ Statement: statements }));
  const answers: Record<string, string> = {
    ListStackResources: `<StackResourceSummaries>${stack}</StackResourceSummaries>`,
    ListAttachedRolePolicies: `<AttachedPolicies><member><PolicyName>${managedPolicy}</PolicyName></member></AttachedPolicies>`,
    ListRolePolicies: '<PolicyNames><member>policy-1</member></PolicyNames>',
    GetRolePolicy: `<PolicyDocument>${policy}</PolicyDocument>`,
  };
  const endpoint = scriptedEndpoint((action, parameters) => {
    if (action === 'DeleteRolePolicy') puts.push(undefined);
    if (action === 'PutRolePolicy') puts.push(parameters.get('PolicyDocument') ?? '');
    return answers[action] ?? '';
  });
  return { endpoint, puts };
}

const open = ({ environment: { AWS_ENDPOINT_URL: endpoint } }: ScriptedEndpoint) =>
  leastPrivilege({ endpoint, stackName: 'stack' }, { limitMs: 0 });

describe('the grants of a stack', () => {
  it('are the allowed actions, each with the policy that is left without it', async () => {
    await using endpoint = await stackWith([read, write, never]).endpoint;
    const policy = JSON.stringify({ Statement: [read, write, never] });
    const without = (...Statement: object[]) => JSON.stringify({ Statement });
    const grant = {
      functionId: 'Get',
      functionName: 'get-1',
      roleName: 'role-1',
      policyName: 'policy-1',
      policy,
    };
    expect(await open(endpoint).grants()).toEqual([
      {
        ...grant,
        action: 'dynamodb:GetItem',
        policyWithout: without({ ...read, Action: ['dynamodb:Query'] }, write, never),
      },
      {
        ...grant,
        action: 'dynamodb:Query',
        policyWithout: without({ ...read, Action: ['dynamodb:GetItem'] }, write, never),
      },
      { ...grant, action: 's3:PutObject', policyWithout: without(read, never) },
    ]);
  });

  it('are not known where a role has a managed policy', async () => {
    await using endpoint = await stackWith([read], 'AdministratorAccess').endpoint;
    await expect(open(endpoint).grants()).rejects.toThrow('Expected no managed policy for role-1');
  });
});

describe('an action', () => {
  it('that is not missed is said to be too much, and put back', async () => {
    const { endpoint: opening, puts } = stackWith([onlyRead]);
    await using endpoint = await opening;
    const roles = open(endpoint);
    const [grant = expect.fail('no grant')] = await roles.grants();
    const works = async () => ({ ok: true });
    await expect(roles.refusalWithout(grant, works)).rejects.toThrow(
      'Expected Get to be refused without dynamodb:GetItem within 0 seconds',
    );
    expect(puts).toEqual([undefined, JSON.stringify({ Statement: [onlyRead] })]);
  });

  it('whose return does not mend the function is an error', async () => {
    await using endpoint = await stackWith([onlyRead]).endpoint;
    const roles = open(endpoint);
    const [grant = expect.fail('no grant')] = await roles.grants();
    await expect(roles.refusalWithout(grant, async () => ({ ok: false }))).rejects.toThrow(
      'Expected Get to work with dynamodb:GetItem again within 0 seconds',
    );
  });
});
