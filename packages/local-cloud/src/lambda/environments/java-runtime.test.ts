import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { withLambda } from '../testing/with-lambda.ts';

const { use, invoke } = withLambda();
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A stand-in for Java: responds to each invocation with its own arguments and its native library. */
const fakeJava = `#!${process.execPath}
const { readFileSync } = require('node:fs');
const [library] = process.argv.filter((argument) => argument.endsWith('.so')).map((argument) => argument.split('=')[1]);
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/';
async function main() {
  for (;;) {
    const id = (await fetch(api + 'next')).headers.get('lambda-runtime-aws-request-id');
    const body = JSON.stringify({ arguments: process.argv.slice(2), library: readFileSync(library, 'utf8') });
    await fetch(api + id + '/response', { method: 'POST', body });
  }
}
main();
`;

async function useFakeJava(): Promise<void> {
  const home = join(use().folder, 'java-home');
  await mkdir(join(home, 'bin'), { recursive: true });
  await writeFile(join(home, 'bin', 'java'), fakeJava);
  await chmod(join(home, 'bin', 'java'), 0o755);
  vi.stubEnv('JAVA_HOME', home);
}

const libraries: Zippable = Object.fromEntries(
  ['linux-x86_64', 'linux-aarch_64', 'linux_musl-x86_64', 'linux_musl-aarch_64'].map((platform) => [
    `jni/libaws-lambda-jni.${platform}.so`,
    strToU8('the library'),
  ]),
);

async function create(FunctionName: string, files: Zippable, Layers: string[] = []): Promise<void> {
  const { lambda, roleArn } = use();
  await lambda.operations.CreateFunction({
    FunctionName,
    Runtime: 'java21',
    Handler: 'demo.Handler::handle',
    Role: roleArn,
    MemorySize: 1000,
    Layers,
    Code: { ZipFile: zipSync(files) },
  });
}

describe.runIf(process.platform === 'linux')('a function in Java', () => {
  it('finds the libraries of its layers after its own', async () => {
    await useFakeJava();
    const { PublishLayerVersion } = use().lambda.operations;
    const content = { ZipFile: zipSync({ 'java/lib/shared.jar': strToU8('jar') }) };
    const { LayerVersionArn = '' } = await PublishLayerVersion({ LayerName: 'jars', Content: content });
    await create('layered', libraries, [LayerVersionArn]);
    const { value } = await invoke('layered');
    const classPath = value.arguments[value.arguments.indexOf('-cp') + 1];
    expect(classPath).toMatch(/^[^:]+:[^:]+\/lib\/\*:[^:]+\/java\/lib\/\*$/);
  });

  it.each([
    ['in lib', { 'lib/aws-lambda-java-runtime-interface-client-2.9.0.jar': zipSync(libraries) }],
    ['among the classes', libraries],
  ])('runs by the client %s of its package', async (_, files) => {
    await useFakeJava();
    const name = Object.keys(files).length === 1 ? 'with-jar' : 'with-classes';
    await create(name, files);
    const { value } = await invoke(name);
    expect(value).toEqual({
      arguments: [
        '-Xmx700m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        expect.stringMatching(/^-Djava\.io\.tmpdir=\//),
        expect.stringMatching(/^-Dcom\.amazonaws\.services\..*\.NativeClient\.JNI=\/.*\.so$/),
        '-cp',
        expect.stringMatching(/^(\/.+):\1\/lib\/\*$/),
        'com.amazonaws.services.lambda.runtime.api.client.AWSLambda',
        'demo.Handler::handle',
      ],
      library: 'the library',
    });
  });

  it('fails with what to add, where its package lacks the client and it cannot be had', async () => {
    await useFakeJava();
    vi.stubEnv('HOME', use().folder);
    const fetched = vi
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => new Response('another file'));
    await create('without-client', { 'demo/Handler.class': strToU8('x') });
    const { functionError, value } = await invoke('without-client');
    fetched.mockRestore();
    expect(functionError).toBe('Unhandled');
    expect(value).toEqual({
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: expect.stringMatching(
        /^The package has no client for Java of AWS, .*\.jar is not the file that was expected\. Add the dependency com\.amazonaws:aws-lambda-java-runtime-interface-client:\S+ to the build$/,
      ),
    });
  });
});

it('a function in Java can be created without Java; a call reports that it is missing', async () => {
  vi.stubEnv('JAVA_HOME', '');
  vi.stubEnv('PATH', '');
  await create('without-java', libraries);
  const { functionError, value, logTail } = await invoke('without-java');
  expect(functionError).toBe('Unhandled');
  expect(value).toEqual({
    errorType: 'Runtime.InvalidEntrypoint',
    errorMessage:
      'Expected Java for the runtime java21 in JAVA_HOME or on the PATH of the embedded cloud, found none',
  });
  expect(logTail).toContain('Error Type: Runtime.InvalidEntrypoint');
});
