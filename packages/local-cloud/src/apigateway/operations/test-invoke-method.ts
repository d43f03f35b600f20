import { randomUUID } from 'node:crypto';
import type { TestInvokeMethodCommandInput, TestInvokeMethodResponse } from '@aws-sdk/client-api-gateway';
import { extendedRequestId } from '../api-gateway-identifiers.ts';
import { compileDeployment } from '../compile-deployment.ts';
import { badRequest } from '../errors.ts';
import type { Call, CalledStage, CompiledDeployment, HttpResponse } from '../exchange.ts';
import { openTestLog, type TestLog } from '../execution-log/test-log.ts';
import type { Header } from '../headers/header.ts';
import { compileMethodSettings } from '../method-settings/method-settings.ts';
import type { ApiModel, ApiResource } from '../model.ts';
import { testMethod } from '../pipeline.ts';
import type { ApiGatewayState } from '../state.ts';
import { traceOf } from '../trace-id.ts';
import { methodOf, resourceOf } from './change-model.ts';
import { clientCertificateWith } from './client-certificates.ts';

/**
 * Runs a method as it is now, through the steps that serve deployed ones. No key is asked for, and no authorizer.
 */
export async function testInvokeMethod(
  state: ApiGatewayState,
  input: TestInvokeMethodCommandInput,
): Promise<TestInvokeMethodResponse> {
  if (input.clientCertificateId) clientCertificateWith(state, input.clientCertificateId);
  const { api, resource } = resourceOf(state.apis, input);
  const { httpMethod = '' } = input;
  const named = Object.hasOwn(resource.resourceMethods, httpMethod) ? httpMethod : 'ANY';
  const { method } = methodOf(state.apis, { ...input, httpMethod: named });
  if (!method.methodIntegration) throw badRequest('No integration defined for method');

  const startedAt = performance.now();
  const deployment = compileDeployment(alone(api.model, resource, named), state);
  const target = {
    resourcePath: resource.path,
    httpMethod: httpMethod === 'ANY' ? 'GET' : httpMethod,
    stageName: 'test-invoke-stage',
  };
  const call = callOf(state, input, target, deployment);
  const ofTemplate = deployment.route(call.httpMethod, resource.path);
  if (!ofTemplate) throw badRequest(`Invalid HttpMethod specified: ${httpMethod}`);
  const log = openTestLog(call.requestId);
  const { pathParameters } = deployment.route(call.httpMethod, call.path) ?? {};
  const body = Buffer.from(input.body ?? '');
  const response = await testMethod({ ...call, method: ofTemplate.method, pathParameters, body, log });
  return describe(response, log, performance.now() - startedAt);
}

/** A path that does not fit the resource is taken too: then the method has no path parameters. */
export function callOf(
  state: ApiGatewayState,
  input: Omit<TestInvokeMethodCommandInput, 'resourceId' | 'httpMethod'>,
  target: { readonly resourcePath: string; readonly httpMethod: string; readonly stageName: string },
  deployment: CompiledDeployment,
): Call {
  const startedAt = state.now();
  const url = input.pathWithQueryString || target.resourcePath;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1);
  const rawHeaders = headersOf(input);
  const headers = Object.fromEntries(rawHeaders.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    account: state.account,
    apiId: input.restApiId ?? '',
    stage: stageOf(target.stageName, input),
    basePath: '',
    deployment,
    usagePlans: state,
    bodyWork: state.bodyWork,
    requestId: randomUUID(),
    extendedRequestId: extendedRequestId(),
    trace: traceOf(headers['x-amzn-trace-id'], startedAt),
    startedAt,
    httpMethod: target.httpMethod,
    protocol: 'HTTP/1.1',
    path,
    rawPath: path,
    rawQuery,
    rawHeaders: rawHeaders.flat(),
    headers,
    sourceIp: 'test-invoke-source-ip',
    port: 443,
    isEncrypted: true,
    isTest: true,
    access: undefined,
  };
}

/** Only what is tested has to be complete. */
function alone(model: ApiModel, resource: ApiResource, httpMethod: string): ApiModel {
  const method = resource.resourceMethods[httpMethod];
  const resourceMethods = method ? { [httpMethod]: method } : {};
  return { ...model, resources: [{ ...resource, resourceMethods }] };
}

function stageOf(
  stageName: string,
  { stageVariables = {}, clientCertificateId }: Partial<TestInvokeMethodCommandInput>,
): CalledStage {
  return {
    stageName,
    deploymentId: '',
    variables: stageVariables,
    clientCertificateId,
    settingsOf: compileMethodSettings({}),
    cache: undefined,
    authorizersFlushed: 0,
  };
}

/** A name that both maps have keeps its several values. */
function headersOf({
  headers = {},
  multiValueHeaders = {},
}: Partial<TestInvokeMethodCommandInput>): Header[] {
  const single = Object.entries(headers).filter(([name]) => !Object.hasOwn(multiValueHeaders, name));
  const several = Object.entries(multiValueHeaders).flatMap(([name, values]) =>
    values.map((value): Header => [name, value]),
  );
  return [...single, ...several];
}

function describe(response: HttpResponse, log: TestLog, milliseconds: number): TestInvokeMethodResponse {
  const multiValueHeaders: Record<string, string[]> = {};
  for (const [name, value] of response.headers) {
    multiValueHeaders[name] = [...(multiValueHeaders[name] ?? []), value];
  }
  const last = Object.entries(multiValueHeaders).map(([name, values]) => [name, values.at(-1) ?? '']);
  return {
    status: response.status,
    body: response.body.toString(),
    headers: Object.fromEntries(last),
    multiValueHeaders,
    log: log.text(),
    latency: Math.round(milliseconds),
  };
}
