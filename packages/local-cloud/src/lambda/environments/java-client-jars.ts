import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { StartError } from './failure-payload.ts';

export interface JavaLibrary {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  /** Of the jar, in hexadecimal. */
  readonly sha256: string;
}

/** AWS's client for Java and what it needs. The managed runtimes have it, so that ordinary builds leave it out. */
const client: readonly JavaLibrary[] = [
  {
    group: 'com.amazonaws',
    artifact: 'aws-lambda-java-runtime-interface-client',
    version: '2.9.0',
    sha256: '26568a5f63bf9e921567e77661be425650abc8972bae2aa0b7e99bab4e4239d9',
  },
  {
    group: 'com.amazonaws',
    artifact: 'aws-lambda-java-core',
    version: '1.4.0',
    sha256: '575c24393cc1ad645e83e618956eabd89ffe8cc09efae2cb62bc6589154d68ed',
  },
  {
    group: 'com.amazonaws',
    artifact: 'aws-lambda-java-serialization',
    version: '1.2.0',
    sha256: '1513c1f945a3213f916a4b2de1760c97b51d84d110f82bbbcf9cfac53d5651e7',
  },
  {
    group: 'software.amazon.awssdk',
    artifact: 'utils-lite',
    version: '2.34.0',
    sha256: 'efaf784f07ae526f0b5c89d71ef21cf16636131c47d44616e3df9bedc3f4f89a',
  },
];

const repository = 'https://repo1.maven.org/maven2';
const downloadLimitMs = 60_000;

/**
 * The jars of the client, from this machine's Maven and Gradle, else from Maven Central; what is downloaded is kept in
 * `folder`. Rejects with a `StartError` that says what to add to the package.
 */
export async function javaClientJars(folder: string, libraries = client): Promise<string[]> {
  try {
    return await Promise.all(libraries.map((library) => findJar(folder, library)));
  } catch (error) {
    const [{ group, artifact, version } = { group: '', artifact: '', version: '' }] = libraries;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The package has no client for Java of AWS, which managed runtimes bring along, and here it cannot be had: ${reason}. Add the dependency ${group}:${artifact}:${version} to the build`,
    );
  }
}

async function findJar(folder: string, library: JavaLibrary): Promise<string> {
  const kept = join(folder, fileName(library));
  for (const path of [kept, inMaven(library), ...(await inGradle(library))]) {
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes && sha256Of(bytes) === library.sha256) return path;
  }
  const bytes = await download(library);
  await mkdir(folder, { recursive: true });
  // Environments that start at the same time each write the same file.
  const unfinished = `${kept}.${randomUUID()}`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, kept);
  return kept;
}

async function download(library: JavaLibrary): Promise<Buffer> {
  const url = `${repository}/${pathOf(library)}/${fileName(library)}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadLimitMs) }).catch(
    (error: unknown) => {
      throw new Error(`${url} does not respond (${error instanceof Error ? error.message : error})`);
    },
  );
  if (!response.ok) throw new Error(`${url} responds with status ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (sha256Of(bytes) !== library.sha256) throw new Error(`${url} is not the file that was expected`);
  return bytes;
}

function inMaven(library: JavaLibrary): string {
  return join(homedir(), '.m2', 'repository', pathOf(library), fileName(library));
}

/** Gradle keeps each file in a folder that is named for its hash. */
async function inGradle({ group, artifact, version, ...rest }: JavaLibrary): Promise<string[]> {
  const folder = join(homedir(), '.gradle', 'caches', 'modules-2', 'files-2.1', group, artifact, version);
  const hashes = await readdir(folder).catch(() => []);
  return hashes.map((hash) => join(folder, hash, fileName({ group, artifact, version, ...rest })));
}

function pathOf({ group, artifact, version }: JavaLibrary): string {
  return [...group.split('.'), artifact, version].join('/');
}

function fileName({ artifact, version }: JavaLibrary): string {
  return `${artifact}-${version}.jar`;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
