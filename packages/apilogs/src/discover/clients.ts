import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import type { fromIni as FromIni } from '@aws-sdk/credential-provider-ini';

type Credentials = ReturnType<typeof FromIni>;

export interface Clients {
  readonly apiGateway: APIGatewayClient;
  readonly cloudFormation: CloudFormationClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
}

export interface ClientOptions {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** Of LocalStack or another emulator; `AWS_ENDPOINT_URL` does the same. */
  readonly endpointUrl?: string | undefined;
}

/** Region and credentials are found as the AWS CLI finds them: environment, profiles, SSO, roles. */
export function createClients({ profile, region, endpointUrl }: ClientOptions = {}): Clients {
  const config = {
    ...credentialsOf(profile),
    ...regionOf(region),
    ...(endpointUrl && { endpoint: endpointUrl }),
  };
  return {
    apiGateway: new APIGatewayClient(config),
    cloudFormation: new CloudFormationClient(config),
    lambda: new LambdaClient(config),
    // CloudWatch allows few calls a second: after a refusal the adaptive mode slows down all of them.
    logs: new CloudWatchLogsClient({ ...config, retryMode: 'adaptive', maxAttempts: 10 }),
  };
}

/**
 * A chosen profile is used whatever the environment has, and keys of the environment whatever `AWS_PROFILE` names: so
 * does the AWS CLI, and the SDK does not.
 */
function credentialsOf(profile: string | undefined): Pick<LambdaClientConfig, 'profile' | 'credentials'> {
  if (profile) {
    const credentials: Credentials = async (client) => {
      const { fromIni } = await import('@aws-sdk/credential-provider-ini');
      return fromIni({ profile })(client);
    };
    return { profile, credentials };
  }
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) return {};
  return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } };
}

/** The SDK for JavaScript does not read this variable; the AWS CLI does. */
function regionOf(given: string | undefined): { region?: string } {
  const region = given ?? (process.env.AWS_REGION ? undefined : process.env.AWS_DEFAULT_REGION);
  return region ? { region } : {};
}
