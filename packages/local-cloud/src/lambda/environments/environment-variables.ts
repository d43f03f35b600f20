import type { SessionCredentials } from '../../iam/credential-store.ts';
import type { FunctionVersion } from '../function-record.ts';

/** The values that differ between the environments of a version. */
export interface EnvironmentPlace {
  readonly region: string;
  readonly endpointUrl: string;
  readonly credentials: SessionCredentials;
  readonly runtimeApi: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly taskRoot: string;
  readonly temporaryFolder: string;
}

/** All environment variables of a runtime. Those of the host are not passed on. */
export function environmentVariables(
  { configuration }: FunctionVersion,
  place: EnvironmentPlace,
): Record<string, string> {
  const { AccessKeyId, SecretAccessKey, SessionToken } = place.credentials;
  return {
    ...defaults,
    TMPDIR: place.temporaryFolder,
    AWS_ENDPOINT_URL: place.endpointUrl,
    ...configuration.Environment?.Variables,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken,
    AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: configuration.FunctionName,
    AWS_LAMBDA_FUNCTION_VERSION: configuration.Version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: place.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStream,
    AWS_LAMBDA_RUNTIME_API: place.runtimeApi,
    LAMBDA_TASK_ROOT: place.taskRoot,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    _HANDLER: configuration.Handler,
    ...(process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : undefined),
  };
}

/** A function's configuration may override these. */
const defaults: Readonly<Record<string, string>> = {
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
  NODE_PATH: '/opt/nodejs/node24/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules',
};
