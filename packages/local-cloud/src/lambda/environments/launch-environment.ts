import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../../account.ts';
import type { Identities } from '../../iam/identities.ts';
import type { LogWriter } from '../../logs/log-writer.ts';
import type { FunctionVersion } from '../function-record.ts';
import { type Environment, type EnvironmentEvents, startEnvironment } from './environment.ts';
import { createEnvironmentLog } from './environment-log.ts';
import { environmentVariables } from './environment-variables.ts';
import { killStrays } from './kill-strays.ts';
import { initStartLine } from './platform-lines.ts';
import type { ProcessGuard } from './process-guard.ts';
import { startRuntimeApi } from './runtime-api.ts';
import { runtimeCommand } from './runtime-command.ts';
import type { RuntimeEvents } from './runtime-events.ts';
import { type RuntimeCommand, type RuntimeProcess, startRuntimeProcess } from './runtime-process.ts';

export interface LaunchOptions {
  readonly account: Account;
  readonly iam: Identities;
  readonly logs: LogWriter;
  /** The cloud's URL, known once it listens. */
  readonly endpointUrl: () => string;
  /** A folder of this cloud's own for packages and /tmp folders. */
  readonly folder: string;
}

/** Starts an environment of a version: its /tmp folder, its log stream, its credentials, its process. */
export function launchEnvironment(
  options: LaunchOptions,
  guard: ProcessGuard,
  version: FunctionVersion,
  events: EnvironmentEvents,
): Environment {
  const { configuration } = version;
  const id = randomBytes(16).toString('hex');
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  const group = configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${configuration.FunctionName}`;
  const credentials = options.iam.assumeRole(configuration.Role, configuration.FunctionName);
  const session = options.iam.signerOf(credentials.AccessKeyId)?.caller;
  const write = options.logs.writerAs(session);
  const log = createEnvironmentLog({ write }, group, `${day}/[${configuration.Version}]${id}`);
  const temporaryFolder = join(options.folder, 'tmp', id);

  async function launch(events: RuntimeEvents): Promise<RuntimeProcess> {
    await mkdir(temporaryFolder, { recursive: true });
    const command = await commandOrCleanUp();
    const api = await startRuntimeApi(events);
    const variables = environmentVariables(version, {
      region: options.account.region,
      endpointUrl: options.endpointUrl(),
      credentials,
      runtimeApi: api.address,
      logGroup: log.group,
      logStream: log.stream,
      taskRoot: version.code.folder,
      temporaryFolder,
    });
    const process = startRuntimeProcess({
      command,
      variables,
      taskRoot: version.code.folder,
      events,
    });
    if (process.pid !== undefined) guard.watch(process.pid);
    return {
      ...process,
      async close() {
        if (process.pid !== undefined) guard.release(process.pid);
        api.close();
        await process.close();
        await killStrays(log.stream);
        await rm(temporaryFolder, { recursive: true, force: true });
      },
    };
  }

  async function commandOrCleanUp(): Promise<RuntimeCommand> {
    const folders = { compileCache: join(options.folder, 'compile-cache'), temporary: temporaryFolder };
    try {
      return await runtimeCommand(version, folders);
    } catch (error) {
      await rm(temporaryFolder, { recursive: true, force: true });
      throw error;
    }
  }

  log.line(initStartLine(configuration.Runtime));
  return startEnvironment({
    timeout: configuration.Timeout,
    memorySize: configuration.MemorySize,
    version: configuration.Version,
    log,
    launch,
    ...events,
  });
}
