import { expect, it } from 'vitest';
import { authorizedBy, authorizerScheme, guardedBy, policyOf } from '../testing/authorizers.ts';
import { serveApi } from '../testing/served-api.ts';

it('EL-5: the execution log names the authorizer and its outcome, never the token', async () => {
  const result = { principalId: 'ada', policyDocument: policyOf('Allow', '*/GET/pets/1') };
  const served = await serveApi(
    guardedBy(authorizerScheme('token')),
    authorizedBy(() => result),
  );
  try {
    const { operations } = served.gateway;
    const { apiId: restApiId } = served;
    const patchOperations = [{ op: 'replace', path: '/*/*/logging/loglevel', value: 'INFO' } as const];
    operations.UpdateStage({ restApiId, stageName: 'test', patchOperations });
    await served.send({ path: '/pets/1', headers: ['Authorization', 'secret'] });
    await served.send({ path: '/pets/2', headers: ['Authorization', 'secret'] });
    const logGroupName = `API-Gateway-Execution-Logs_${restApiId}/test`;
    const { events = [] } = served.logs.operations.FilterLogEvents({ logGroupName });
    const text = events.map(({ message }) => message).join('\n');
    const id = operations.GetAuthorizers({ restApiId }).items?.[0]?.id;
    const uuid = '[0-9a-f-]{36}';
    expect(text).toMatch(new RegExp(`\\((${uuid})\\) Starting authorizer: ${id} for request: \\1\n`));
    expect(text).toMatch(new RegExp(`\\(${uuid}\\) Successfully completed authorizer execution\n`));
    expect(text).toMatch(new RegExp(`\\((${uuid})\\) Unauthorized request: \\1\n`));
    expect(text).not.toContain('secret');
  } finally {
    await served.stop();
  }
});
