import { describe, expect, inject, it } from 'vitest';
import { enforcesIam } from '../../../scripts/testing/enforces-iam.ts';
import { leastPrivilege } from '../../../scripts/testing/least-privilege.ts';
import { put, request } from './request.ts';

const sample = inject('sample');
const roles = leastPrivilege(sample);
const grants = await roles.grants();
const isEnforced = await enforcesIam(sample.endpoint);

const probes: Record<string, () => Promise<Response>> = {
  GetResource: () => request('GET', 'probe'),
  PutResource: () => request('PUT', 'probe', { body: 'probe' }),
  DeleteResource: () => request('DELETE', 'to-delete'),
};

describe('a role', () => {
  it('grants every function something', () => {
    expect(grants.map(({ functionId }) => functionId).sort()).toEqual(Object.keys(probes).sort());
  });

  it.skipIf(!isEnforced).each(grants)(
    'of $functionId needs $action (shown where the endpoint enforces IAM)',
    async (grant) => {
      await put('probe', 'probe');
      const probe = probes[grant.functionId] ?? expect.fail(`No probe for ${grant.functionId}`);
      const { answer, reason } = await roles.refusalWithout(grant, probe);
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({
        code: 'InternalServerError',
        message: 'Internal server error',
        requestId: answer.headers.get('x-amzn-requestid'),
      });
      const caller = `arn:aws[\\w-]*:sts::\\d{12}:assumed-role/${grant.roleName}/${grant.functionName}`;
      const table = `arn:aws[\\w-]*:dynamodb:[\\w-]+:\\d{12}:table/${sample.outputs.TableName}`;
      expect(reason).toMatch(
        new RegExp(`^User: ${caller} is not authorized to perform: ${grant.action} on resource: ${table}$`),
      );
    },
  );
});
