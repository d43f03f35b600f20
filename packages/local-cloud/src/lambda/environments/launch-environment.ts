import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FunctionVersion } from '../function-record.ts';
import type { LambdaOptions } from '../lambda.ts';
import { isNode } from '../settings/check-runtime.ts';
import { type Environment, startEnvironment } from './environment.ts';
import type { EnvironmentEvents } from './environment-fleet.ts';
import { createEnvironmentLog } from './environment-log.ts';
import { environmentVariables } from './environment-variables.ts';
import { initStartLine } from './platform-lines.ts';
import { startRuntimeApi } from './runtime-api.ts';
import type { RuntimeEvents } from './runtime-events.ts';
import {
  answersFd,
  nodeCommand,
  type RuntimeProcess,
  runtimeClient,
  startRuntimeProcess,
} from './runtime-process.ts';

/** Starts an environment of a version: its /tmp folder, its log stream, its credentials, its process. */
export function launchEnvironment(
  options: LambdaOptions,
  version: FunctionVersion,
  { onIdle, onEnded }: EnvironmentEvents,
): Environment {
  const { configuration } = version;
  const id = randomBytes(16).toString('hex');
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  const group = configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${configuration.FunctionName}`;
  const log = createEnvironmentLog(options.logs, group, `${day}/[${configuration.Version}]${id}`);
  const temporaryFolder = join(options.folder, 'tmp', id);

  async function launch(events: RuntimeEvents): Promise<RuntimeProcess> {
    await mkdir(temporaryFolder, { recursive: true });
    const api = await startRuntimeApi(events);
    const variables = environmentVariables(version, {
      region: options.account.region,
      endpointUrl: options.endpointUrl(),
      credentials: options.iam.assumeRole(configuration.Role, configuration.FunctionName),
      runtimeApi: api.address,
      logGroup: log.group,
      logStream: log.stream,
      taskRoot: version.code.folder,
      runtimeFolder: dirname(runtimeClient),
      temporaryFolder,
    });
    const process = startRuntimeProcess({
      command: commandOf(options, version),
      variables: isNode(configuration.Runtime)
        ? { ...variables, _LAMBDA_TELEMETRY_LOG_FD: String(answersFd) }
        : variables,
      taskRoot: version.code.folder,
      events,
    });
    return {
      ...process,
      close() {
        process.close();
        api.close();
        rm(temporaryFolder, { recursive: true, force: true }).catch(() => {});
      },
    };
  }

  log.line(initStartLine(configuration.Runtime));
  return startEnvironment({
    timeout: configuration.Timeout,
    memorySize: configuration.MemorySize,
    version: configuration.Version,
    log,
    launch,
    onIdle,
    onEnded,
  });
}

function commandOf({ folder }: LambdaOptions, { configuration, code }: FunctionVersion) {
  if (!isNode(configuration.Runtime)) return { file: join(code.folder, 'bootstrap'), arguments: [] };
  return nodeCommand(configuration.MemorySize, join(folder, 'compile-cache'));
}
