import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../../account.ts';
import type { Identities } from '../../iam/identities.ts';
import type { LogWriter } from '../../logs/log-writer.ts';
import { explainSystemFailure } from '../../system-failure.ts';
import { functionArn } from '../function-name.ts';
import type { FunctionVersion } from '../function-record.ts';
import type { FunctionOutput } from '../output/function-output.ts';
import { type DebugPorts, noTimeout } from './debug-ports.ts';
import { type Environment, type EnvironmentEvents, startEnvironment } from './environment.ts';
import { createEnvironmentLog } from './environment-log.ts';
import { environmentVariables } from './environment-variables.ts';
import { errorSummary, StartError } from './failure-payload.ts';
import { platformLines } from './platform-records.ts';
import type { ProcessGuard } from './process-guard.ts';
import { killMarked, markedCommand } from './process-mark.ts';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';
import { runtimeCommand } from './runtime-command.ts';
import type { RuntimeEvents } from './runtime-events.ts';
import { type RuntimeProcess, startRuntimeProcess } from './runtime-process.ts';

export interface LaunchOptions {
  readonly account: Account;
  readonly iam: Identities;
  readonly logs: LogWriter;
  /** The cloud's URL, known once it listens. */
  readonly endpointUrl: () => string;
  /** A folder of this cloud's own for packages and /tmp folders. */
  readonly folder: string;
  /** Absent: functions' output is in their logs only. */
  readonly output?: FunctionOutput | undefined;
  /** Given: Node functions can be debugged, and no time limit ends a call. */
  readonly debugPorts?: DebugPorts | undefined;
}

/** AWS's client wants an address; nothing listens on the port for discarded data. */
const noRuntimeApi = '127.0.0.1:9';

/** Starts an environment of a version: its /tmp folder, its log stream, its credentials, its process. */
export function launchEnvironment(
  options: LaunchOptions,
  guard: ProcessGuard,
  version: FunctionVersion,
  events: EnvironmentEvents,
): Environment {
  const { configuration, code } = version;
  const id = randomBytes(16).toString('hex');
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  const group = configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${configuration.FunctionName}`;
  const credentials = options.iam.assumeRole(configuration.Role, configuration.FunctionName);
  const write = options.logs.writerAs(options.iam.signerOf(credentials.AccessKeyId)?.caller);
  const output = options.output?.open(configuration.FunctionName);
  const log = createEnvironmentLog({ write }, group, `${day}/[${configuration.Version}]${id}`, output?.line);
  const temporaryFolder = join(options.folder, 'tmp', id);
  const compileCache = join(options.folder, 'compile-cache');
  const clients = join(options.folder, 'java-client');
  const mark = guard.newMark();

  async function launch(runtimeEvents: RuntimeEvents): Promise<RuntimeProcess> {
    let api: RuntimeApi | undefined;
    try {
      await mkdir(temporaryFolder, { recursive: true });
      const debugPort = options.debugPorts?.portOf(functionArn(options.account, configuration.FunctionName));
      const folders = { compileCache, clients, temporary: temporaryFolder };
      const command = await runtimeCommand(version, { ...folders, debugPort });
      if (!command.hasPipes) api = await startRuntimeApi(runtimeEvents);
      const variables = environmentVariables(version, {
        region: options.account.region,
        endpointUrl: options.endpointUrl(),
        credentials,
        runtimeApi: api?.address ?? noRuntimeApi,
        logGroup: log.group,
        logStream: log.stream,
        taskRoot: code.folder,
        temporaryFolder,
      });
      return guarded(
        await startRuntimeProcess({
          command: markedCommand(command, mark),
          variables,
          taskRoot: code.folder,
          events: {
            ...runtimeEvents,
            respond(kind, requestId, body, length) {
              // AWS's Node client logs errors itself.
              if (kind === 'error' && !command.hasPipes) output?.failed(errorSummary(body));
              runtimeEvents.respond(kind, requestId, body, length);
            },
            exit(exitCode, signal) {
              api?.close();
              runtimeEvents.exit(exitCode, signal);
            },
          },
        }),
      );
    } catch (error) {
      api?.close();
      await removeTemporaryFolder();
      const explanation = explainSystemFailure(error);
      throw explanation ? new StartError(explanation, 'Sandbox.StartFailed') : error;
    }
  }

  function guarded(runtime: RuntimeProcess): RuntimeProcess {
    const { pid } = runtime;
    if (pid !== undefined) guard.watch(pid);
    return {
      ...runtime,
      async close() {
        if (pid !== undefined) guard.release(pid);
        await runtime.close();
        await killMarked(mark).finally(removeTemporaryFolder);
      },
    };
  }

  function removeTemporaryFolder(): Promise<void> {
    return rm(temporaryFolder, { recursive: true, force: true });
  }

  const { LogFormat, SystemLogLevel } = configuration.LoggingConfig ?? {};
  const platform = platformLines(LogFormat, SystemLogLevel);
  const { region } = options.account;
  for (const line of platform.initStart(configuration.Runtime, region)) log.line(line);
  return startEnvironment({
    timeout: options.debugPorts ? noTimeout : configuration.Timeout,
    memorySize: configuration.MemorySize,
    version: configuration.Version,
    log,
    platform,
    output,
    launch,
    ...events,
  });
}
