import { describe, expect, it } from 'vitest';
import { withLambda } from './testing/with-lambda.ts';

const { use, createFunction, invoke } = withLambda();
const api = 'arn:aws:execute-api:us-east-1:000000000000:abc';

function callAs(sourceArn: string, functionName: string, service = 'apigateway.amazonaws.com') {
  return invoke(functionName, {}, { principal: { service, sourceArn } });
}

describe('a call of another service', () => {
  it('LA-30: needs a statement that names the service and fits the source', async () => {
    await createFunction('guarded', 'export const handler = async () => 1;');
    await expect(callAs(`${api}/dev/GET/a`, 'guarded')).rejects.toMatchObject({
      code: 'AccessDeniedException',
      statusCode: 403,
    });
    use().lambda.operations.AddPermission({
      FunctionName: 'guarded',
      StatementId: 'api',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: `${api}/*/GET/a/*`,
    });
    expect((await callAs(`${api}/dev/GET/a/b/c`, 'guarded')).value).toBe(1);
    await expect(callAs(`${api}/dev/POST/a/b`, 'guarded')).rejects.toMatchObject({ statusCode: 403 });
    await expect(callAs(`${api}/dev/GET/a/b`, 'guarded', 's3.amazonaws.com')).rejects.toMatchObject({
      statusCode: 403,
    });
  });

  it('LA-30: needs a statement of the alias in its ARN', async () => {
    await createFunction('aliased', 'export const handler = async () => 1;', { Publish: true });
    const { operations } = use().lambda;
    operations.CreateAlias({ FunctionName: 'aliased', Name: 'live', FunctionVersion: '1' });
    const permission = {
      FunctionName: 'aliased',
      StatementId: 'api',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    };
    operations.AddPermission(permission);
    await expect(callAs(api, 'aliased:live')).rejects.toMatchObject({ statusCode: 403 });
    operations.AddPermission({ ...permission, Qualifier: 'live', SourceAccount: '000000000000' });
    expect((await callAs(api, 'aliased:live')).executedVersion).toBe('1');
  });

  it.each([
    [{ PrincipalOrgID: 'o-a1b2c3' }, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }],
    [{ FunctionUrlAuthType: 'NONE' }, { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } }],
    [{ EventSourceToken: 'token' }, { StringEquals: { 'lambda:EventSourceToken': 'token' } }],
    [{ InvokedViaFunctionUrl: true }, { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }],
  ] as const)('is limited by %j', async (member, Condition) => {
    const FunctionName = `limited-${Object.keys(member)[0]}`;
    await createFunction(FunctionName, 'export const handler = async () => 1;');
    const { Statement = '' } = use().lambda.operations.AddPermission({
      FunctionName,
      StatementId: 'all',
      Action: 'lambda:InvokeFunction',
      Principal: '*',
      ...member,
    });
    expect(JSON.parse(Statement).Condition).toEqual(Condition);
    await expect(callAs(api, FunctionName)).rejects.toMatchObject({ statusCode: 403 });
  });

  it('is refused where the statement is of another account', async () => {
    await createFunction('foreign', 'export const handler = async () => 1;');
    use().lambda.operations.AddPermission({
      FunctionName: 'foreign',
      StatementId: 'api',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceAccount: '111111111111',
    });
    await expect(callAs(api, 'foreign')).rejects.toMatchObject({ statusCode: 403 });
  });
});
