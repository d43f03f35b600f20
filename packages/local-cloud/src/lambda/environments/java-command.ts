import { delimiter, join } from 'node:path';
import type { FunctionVersion } from '../function-record.ts';
import { StartError } from './failure-payload.ts';
import { findProgram } from './find-program.ts';
import { type JavaClientFolders, javaClient } from './java-client.ts';
import type { RuntimeCommand } from './runtime-process.ts';

const main = 'com.amazonaws.services.lambda.runtime.api.client.AWSLambda';
const nativeProperty = 'com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI';

/** AWS's Java client, of the function's package or brought along, run by this machine's Java. Throws a `StartError` where one is missing. */
export async function javaCommand(
  { configuration, code, layers }: FunctionVersion,
  folders: Omit<JavaClientFolders, 'taskRoot'>,
): Promise<RuntimeCommand> {
  const { Runtime, MemorySize, Handler } = configuration;
  const { JAVA_HOME } = process.env;
  const file = findProgram(['java'], JAVA_HOME ? [join(JAVA_HOME, 'bin')] : []);
  if (!file) {
    throw new StartError(
      `Expected Java for the runtime ${Runtime} in JAVA_HOME or on the PATH of the embedded cloud, found none`,
    );
  }
  const { jars, native } = await javaClient({ ...folders, taskRoot: code.folder });
  const settings = [
    // The rest of the memory is for classes, code and stacks.
    `-Xmx${Math.floor(MemorySize * 0.7)}m`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Djava.io.tmpdir=${folders.temporary}`,
    `-D${nativeProperty}=${native}`,
  ];
  const libraries = [
    join(code.folder, 'lib', '*'),
    ...(layers ? [join(layers.folder, 'java', 'lib', '*')] : []),
  ];
  const classPath = [code.folder, ...libraries, ...jars].join(delimiter);
  return { file, arguments: [...settings, '-cp', classPath, main, Handler], hasPipes: false };
}
