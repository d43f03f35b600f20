import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { StartError } from './failure-payload.ts';

const artifact = 'aws-lambda-java-runtime-interface-client';

/**
 * Copies the native part of AWS's Java client into an environment's own folder. By default the client unpacks it to one
 * fixed path in /tmp, where environments that start at the same time would overwrite each other's.
 */
export async function nativeJavaClient(taskRoot: string, folder: string): Promise<string> {
  const name = `jni/libaws-lambda-jni.${platformName()}.so`;
  const path = join(folder, 'libaws-lambda-jni.so');
  await writeFile(path, (await fromJar(taskRoot, name)) ?? (await fromClasses(taskRoot, name)));
  return path;
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

async function fromJar(taskRoot: string, name: string): Promise<Uint8Array | undefined> {
  const files = await readdir(join(taskRoot, 'lib')).catch(() => []);
  const jar = files.find((file) => file.startsWith(artifact) && file.endsWith('.jar'));
  if (!jar) return undefined;
  const bytes = await readFile(join(taskRoot, 'lib', jar));
  return unzipSync(bytes, { filter: (entry) => entry.name === name })[name];
}

async function fromClasses(taskRoot: string, name: string): Promise<Uint8Array> {
  return readFile(join(taskRoot, name)).catch(() => {
    throw new StartError(
      `Expected com.amazonaws:${artifact} in the package, as lib/${artifact}-<version>.jar or among its classes, found none`,
    );
  });
}
