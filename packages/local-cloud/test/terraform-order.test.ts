import { APIGateway } from '@aws-sdk/client-api-gateway';
import { IAM } from '@aws-sdk/client-iam';
import { Lambda } from '@aws-sdk/client-lambda';
import { STS } from '@aws-sdk/client-sts';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { withCloud } from '../src/testing/cloud-client.ts';

// Terraform itself cannot be installed everywhere: these are the calls that its AWS provider makes, in its order. The
// file of github.com/hashicorp/terraform-provider-aws that makes them stands beside each.

const cloud = withCloud();
const name = 'terraform';

it('an API is applied, planned without a difference, changed and destroyed by the calls of Terraform', async () => {
  const gateway = cloud.client(APIGateway);
  const iam = cloud.client(IAM);
  const lambda = cloud.client(Lambda);

  // The provider itself: internal/conns/config.go
  const { Account } = await cloud.client(STS).getCallerIdentity();

  // internal/service/iam/role.go: create, read
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
    ],
  };
  await iam.createRole({
    RoleName: name,
    Path: '/',
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  async function readRole() {
    const { Role } = await iam.getRole({ RoleName: name });
    expect((await iam.listRolePolicies({ RoleName: name })).PolicyNames).toEqual([]);
    const { AttachedPolicies } = await iam.listAttachedRolePolicies({ RoleName: name });
    return { Role, AttachedPolicies };
  }
  const { Role } = await readRole();
  expect(Role?.Arn).toBe(`arn:aws:iam::${Account}:role/${name}`);

  // internal/service/iam/role_policy_attachment.go
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  await iam.attachRolePolicy({ RoleName: name, PolicyArn });
  expect((await readRole()).AttachedPolicies).toMatchObject([{ PolicyArn }]);

  // internal/service/lambda/function.go: create, wait until it is active, read
  const code = `exports.handler = async ({ path }) => ({ statusCode: 200, body: path });`;
  await lambda.createFunction({
    FunctionName: name,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: Role?.Arn,
    Code: { ZipFile: zipSync({ 'index.js': Buffer.from(code) }) },
    MemorySize: 128,
    Timeout: 3,
    Publish: false,
    PackageType: 'Zip',
    EphemeralStorage: { Size: 512 },
    TracingConfig: { Mode: 'PassThrough' },
  });
  const readFunction = async () => {
    const { Configuration } = await lambda.getFunction({ FunctionName: name });
    await lambda.listVersionsByFunction({ FunctionName: name, MaxItems: 10_000 });
    const signing = await lambda.getFunctionCodeSigningConfig({ FunctionName: name });
    expect(signing.CodeSigningConfigArn).toBe('');
    return Configuration;
  };
  await expect.poll(async () => (await readFunction())?.State).toBe('Active');

  // internal/service/apigateway/rest_api.go, resource.go
  const { id: restApiId = '' } = await gateway.createRestApi({ name });
  const readApi = async () => {
    const api = await gateway.getRestApi({ restApiId });
    const { items = [] } = await gateway.getResources({ restApiId });
    return { api, rootId: items.find(({ path }) => path === '/')?.id };
  };
  const { rootId } = await readApi();
  const makeResource = async (pathPart: string) => {
    const { id: resourceId = '' } = await gateway.createResource({ restApiId, parentId: rootId, pathPart });
    expect(await gateway.getResource({ restApiId, resourceId })).toMatchObject({ path: `/${pathPart}` });
    return resourceId;
  };
  const [proxy, mapped] = [await makeResource('proxy'), await makeResource('mapped')];

  // internal/service/apigateway/model.go, request_validator.go, authorizer.go
  const schema = JSON.stringify({ type: 'object', required: ['text'] });
  const model = { restApiId, name: 'Note', contentType: 'application/json', schema };
  await gateway.createModel(model);
  expect(await gateway.getModel({ restApiId, modelName: 'Note' })).toMatchObject({ schema });
  const { id: requestValidatorId = '' } = await gateway.createRequestValidator({
    restApiId,
    name,
    validateRequestBody: true,
    validateRequestParameters: false,
  });
  await gateway.getRequestValidator({ restApiId, requestValidatorId });
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${(await readFunction())?.FunctionArn}/invocations`;
  const { id: authorizerId = '' } = await gateway.createAuthorizer({
    restApiId,
    name,
    type: 'TOKEN',
    authorizerUri: uri,
    identitySource: 'method.request.header.Authorization',
    authorizerResultTtlInSeconds: 300,
  });
  expect(await gateway.getAuthorizer({ restApiId, authorizerId })).toMatchObject({ type: 'TOKEN' });

  // internal/service/apigateway/method.go, integration.go
  const post = { restApiId, resourceId: proxy, httpMethod: 'POST' };
  const get = { restApiId, resourceId: mapped, httpMethod: 'GET' };
  const requestModels = { 'application/json': 'Note' };
  await gateway.putMethod({ ...post, authorizationType: 'NONE', requestModels, requestValidatorId });
  await gateway.putMethod({ ...get, authorizationType: 'NONE', apiKeyRequired: false });
  await gateway.putIntegration({
    ...post,
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    uri,
    timeoutInMillis: 29_000,
  });
  await gateway.putIntegration({
    ...get,
    type: 'MOCK',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    timeoutInMillis: 29_000,
  });

  // internal/service/apigateway/method_response.go, integration_response.go
  const ok = { ...get, statusCode: '200' };
  await gateway.putMethodResponse({ ...ok, responseModels: { 'application/json': 'Empty' } });
  expect(await gateway.getMethodResponse(ok)).toMatchObject({ statusCode: '200' });
  const responseTemplates = { 'application/json': '{"hello":"first"}' };
  await gateway.putIntegrationResponse({ ...ok, responseTemplates });
  expect(await gateway.getIntegrationResponse(ok)).toMatchObject({ responseTemplates });

  // internal/service/lambda/permission.go
  await lambda.addPermission({
    FunctionName: name,
    StatementId: 'AllowAPIGateway',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: `arn:aws:execute-api:us-east-1:${Account}:${restApiId}/*`,
  });
  expect((await lambda.getPolicy({ FunctionName: name })).Policy).toContain('AllowAPIGateway');

  // internal/service/apigateway/deployment.go, stage.go, method_settings.go
  const { id: deploymentId } = await gateway.createDeployment({ restApiId });
  await gateway.getDeployment({ restApiId, deploymentId });
  const stage = { restApiId, stageName: 'dev' };
  const created = await gateway.createStage({ ...stage, deploymentId, variables: { a: '1' } });
  expect(created.cacheClusterStatus).toBe('NOT_AVAILABLE');
  await gateway.updateStage({
    ...stage,
    patchOperations: [{ op: 'replace', path: '/*/*/throttling/rateLimit', value: '100' }],
  });
  expect((await gateway.getStage(stage)).methodSettings).toMatchObject({
    '*/*': { throttlingRateLimit: 100 },
  });

  // internal/service/apigateway/usage_plan.go, api_key.go, usage_plan_key.go
  const apiStages = [{ apiId: restApiId, stage: 'dev' }];
  const { id: usagePlanId = '' } = await gateway.createUsagePlan({ name, apiStages });
  expect(await gateway.getUsagePlan({ usagePlanId })).toMatchObject({ apiStages });
  const { id: apiKey = '' } = await gateway.createApiKey({ name, enabled: true });
  expect(await gateway.getApiKey({ apiKey, includeValue: true })).toMatchObject({ enabled: true });
  await gateway.createUsagePlanKey({ usagePlanId, keyId: apiKey, keyType: 'API_KEY' });
  await gateway.getUsagePlanKey({ usagePlanId, keyId: apiKey });

  const call = async (path: string, request: RequestInit = {}) => {
    const response = await fetch(`${cloud.url()}/restapis/${restApiId}/dev/_user_request_/${path}`, request);
    return { status: response.status, text: await response.text() };
  };
  const body = JSON.stringify({ text: 'a' });
  const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
  expect(await call('proxy', { ...json, body })).toEqual({ status: 200, text: '/proxy' });
  expect(await call('proxy', { ...json, body: '{}' })).toMatchObject({ status: 400 });
  expect(await call('mapped')).toEqual({ status: 200, text: '{"hello":"first"}' });

  // A change: the resource, a new deployment, the stage, and then the old deployment.
  await gateway.putIntegrationResponse({
    ...ok,
    responseTemplates: { 'application/json': '{"hello":"second"}' },
  });
  await gateway.updateMethod({
    ...get,
    patchOperations: [{ op: 'replace', path: '/apiKeyRequired', value: 'true' }],
  });
  const { id: second = '' } = await gateway.createDeployment({ restApiId });
  await gateway.updateStage({
    ...stage,
    patchOperations: [{ op: 'replace', path: '/deploymentId', value: second }],
  });
  await gateway.deleteDeployment({ restApiId, deploymentId });
  const { value = '' } = await gateway.getApiKey({ apiKey, includeValue: true });
  expect(await call('mapped')).toMatchObject({ status: 403 });
  const withKey = { headers: { 'x-api-key': value } };
  expect(await call('mapped', withKey)).toEqual({ status: 200, text: '{"hello":"second"}' });

  // Destroyed in the order of dependencies. internal/service/apigateway/usage_plan.go removes the stages first.
  await gateway.deleteUsagePlanKey({ usagePlanId, keyId: apiKey });
  const patchOperations = [{ op: 'remove' as const, path: '/apiStages', value: `${restApiId}:dev` }];
  await gateway.updateUsagePlan({ usagePlanId, patchOperations });
  await gateway.deleteUsagePlan({ usagePlanId });
  await gateway.deleteApiKey({ apiKey });
  await gateway.deleteStage(stage);
  await gateway.deleteDeployment({ restApiId, deploymentId: second });
  await lambda.removePermission({ FunctionName: name, StatementId: 'AllowAPIGateway' });
  await gateway.deleteIntegrationResponse(ok);
  await gateway.deleteMethodResponse(ok);
  for (const method of [get, post]) {
    await gateway.deleteIntegration(method);
    await gateway.deleteMethod(method);
  }
  await gateway.deleteAuthorizer({ restApiId, authorizerId });
  await gateway.deleteRequestValidator({ restApiId, requestValidatorId });
  await gateway.deleteModel({ restApiId, modelName: 'Note' });
  for (const resourceId of [proxy, mapped]) await gateway.deleteResource({ restApiId, resourceId });
  await gateway.deleteRestApi({ restApiId });
  await lambda.deleteFunction({ FunctionName: name });
  await iam.detachRolePolicy({ RoleName: name, PolicyArn });
  // internal/service/iam/role.go asks which instance profiles hold the role.
  expect((await iam.listInstanceProfilesForRole({ RoleName: name })).InstanceProfiles).toEqual([]);
  await iam.deleteRole({ RoleName: name });
  await expect(gateway.getRestApi({ restApiId })).rejects.toMatchObject({ name: 'NotFoundException' });
});
