import { delimiter } from 'node:path';
import type { LoggingConfig } from '@aws-sdk/client-lambda';
import type { SessionCredentials } from '../../iam/credential-store.ts';
import type { FunctionVersion } from '../function-record.ts';
import { inLayers } from './layer-paths.ts';

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
  { configuration, layers }: FunctionVersion,
  place: EnvironmentPlace,
): Record<string, string> {
  const { AccessKeyId, SecretAccessKey, SessionToken } = place.credentials;
  const configured = {
    ...defaults(configuration.Runtime, place.taskRoot),
    ...configuration.Environment?.Variables,
  };
  return {
    TMPDIR: place.temporaryFolder,
    AWS_ENDPOINT_URL: place.endpointUrl,
    ...(layers && ofLayers(place.taskRoot, layers.folder)),
    ...mapValues(configured, (value) => inLayers(value, layers?.folder)),
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
    ...logSettings(configuration.LoggingConfig),
    AWS_LAMBDA_LOG_GROUP_NAME: place.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStream,
    AWS_LAMBDA_RUNTIME_API: place.runtimeApi,
    LAMBDA_TASK_ROOT: place.taskRoot,
    PWD: place.taskRoot,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    ...tracing,
    _HANDLER: inLayers(configuration.Handler, layers?.folder),
    ...(process.platform === 'win32' ? { SystemRoot: 'C:\\Windows' } : undefined),
  };
}

/** Nobody listens there: AWS's tracing SDKs send and expect no answer. Without the first, old ones throw outside of a trace. */
const tracing = {
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
  _AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1',
  _AWS_XRAY_DAEMON_PORT: '2000',
};

/** With these variables the runtimes write JSON, and leave out records below the level. */
function logSettings({ LogFormat, ApplicationLogLevel }: LoggingConfig = {}): Record<string, string> {
  if (LogFormat !== 'JSON') return {};
  return { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: ApplicationLogLevel ?? 'INFO' };
}

/** A function's configuration may override these. */
function defaults(runtime: string, taskRoot: string): Record<string, string> {
  const node = `node${Number.parseInt(runtime.replace('nodejs', ''), 10) || 24}`;
  const modules = [
    `/opt/nodejs/${node}/node_modules`,
    '/opt/nodejs/node_modules',
    '/var/runtime/node_modules',
    '/var/runtime',
    taskRoot,
  ];
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    NODE_PATH: modules.join(delimiter),
  };
}

/** Only functions with layers get this path of libraries: it leads programs of this machine to libraries of the package. */
function ofLayers(taskRoot: string, layersRoot: string): Record<string, string> {
  return {
    LAMBDA_LAYERS_ROOT: layersRoot,
    LD_LIBRARY_PATH: [taskRoot, `${taskRoot}/lib`, `${layersRoot}/lib`].join(':'),
  };
}

function mapValues(
  variables: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, change(value)]));
}
