import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { StartError } from './failure-payload.ts';
import { javaClientJars } from './java-client-jars.ts';

export interface JavaClient {
  /** Jars that the package lacks. */
  readonly jars: readonly string[];
  /** The client's native part, in the environment's own folder. */
  readonly native: string;
}

export interface JavaClientFolders {
  /** Of the function's package. */
  readonly taskRoot: string;
  /** The environment's own. */
  readonly temporary: string;
  /** Where the client is kept for packages without it. */
  readonly clients: string;
}

const artifact = 'aws-lambda-java-runtime-interface-client';

/**
 * AWS's client for Java, which a package may bring. Its native part is copied to an environment's own folder: by default
 * the client unpacks it to one fixed path in /tmp, where environments that start at the same time would overwrite each
 * other's.
 */
export async function javaClient({ taskRoot, temporary, clients }: JavaClientFolders): Promise<JavaClient> {
  const name = `jni/libaws-lambda-jni.${platformName()}.so`;
  const native = join(temporary, 'libaws-lambda-jni.so');
  const own =
    (await fromLibraries(taskRoot, name)) ?? (await readFile(join(taskRoot, name)).catch(() => undefined));
  const jars = own ? [] : await javaClientJars(clients);
  const bytes = own ?? (await fromJars(jars, name));
  if (!bytes) throw new StartError(`Expected ${name} in ${artifact}, found none`);
  await writeFile(native, bytes);
  return { jars, native };
}

function platformName(): string {
  const processor = { x64: 'x86_64', arm64: 'aarch_64' }[process.arch as string];
  if (process.platform !== 'linux' || !processor) {
    throw new StartError(
      `AWS's Java client runs on Linux with an x64 or arm64 processor, not on ${process.platform} with ${process.arch}`,
    );
  }
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return `${header.glibcVersionRuntime ? 'linux' : 'linux_musl'}-${processor}`;
}

async function fromLibraries(taskRoot: string, name: string): Promise<Uint8Array | undefined> {
  const lib = join(taskRoot, 'lib');
  const files = await readdir(lib).catch(() => []);
  return fromJars(
    files.map((file) => join(lib, file)),
    name,
  );
}

async function fromJars(paths: readonly string[], name: string): Promise<Uint8Array | undefined> {
  const jar = paths.find((path) => /aws-lambda-java-runtime-interface-client[^/\\]*\.jar$/.test(path));
  if (!jar) return undefined;
  return unzipSync(await readFile(jar), { filter: (entry) => entry.name === name })[name];
}
