import { type Environment, endpointOf } from './endpoint.ts';

export interface DeployedApi {
  apiId: string;
  stage: string;
  region: string;
}

/**
 * The URL of a deployed REST API, without a trailing slash: LocalStack's path form against an endpoint of
 * the environment, else the `execute-api` host on AWS.
 */
export function invokeUrl(
  { apiId, stage, region }: DeployedApi,
  environment: Environment = process.env,
): string {
  const endpoint = endpointOf(environment);
  if (endpoint) return `${endpoint}/restapis/${apiId}/${stage}/_user_request_`;
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://${apiId}.execute-api.${region}.${suffix}/${stage}`;
}
