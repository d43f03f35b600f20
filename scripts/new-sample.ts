import { mkdir, mkdtemp, rename as move, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runNpm } from '@samples/deployment';
import { nameProblem } from './lint/file-shape.ts';
import { wordProblems } from './lint/words.ts';
import { filesUnder } from './sample-folder.ts';
import { UsageError } from './usage-error.ts';

export interface NewSampleOptions {
  readonly root: string;
  /** The sample to copy. */
  readonly from: string;
  readonly signal: AbortSignal;
}

/**
 * Copies a sample's two folders under a new name and links the workspace. The folders appear complete or not at
 * all: after a failure or an abort the repository is as it was. Throws a `UsageError` for an invalid or taken name.
 */
export async function newSample(name: string, { root, from, signal }: NewSampleOptions): Promise<void> {
  const lock = await readFile(join(root, 'package-lock.json'), 'utf8');
  await checkName(name, root, JSON.parse(lock));
  // On the same disk as the new folders, so that a rename is enough to move them into place.
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, 'new-sample-'));
  const rename = renamer(from, name);
  try {
    for (const file of await filesUnder(root, ...folders.map((folder) => `${folder}/${from}`))) {
      signal.throwIfAborted();
      await copy(join(root, file), join(staging, rename(file)), rename);
    }
    for (const folder of folders) await move(join(staging, folder, name), join(root, folder, name));
    await runNpm(['install'], { cwd: root, failure: `npm could not link ${name}`, signal });
    // Another length or first letter can change line breaks and the order of imports.
    const format = ['run', 'lint', '--workspace', name, '--', '--write'];
    await runNpm(format, { cwd: root, failure: `${name} could not be formatted`, signal });
  } catch (error) {
    for (const folder of [...folders, 'node_modules'])
      await rm(join(root, folder, name), { recursive: true, force: true });
    await writeFile(join(root, 'package-lock.json'), lock);
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

const folders = ['apps', 'infra'];

async function checkName(name: string, root: string, lock: { packages: object }): Promise<void> {
  // A stack's name, a package's, a folder's, and a label in the host name of the sample's local URL.
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 63) {
    throw new UsageError(
      `Expected lower-case words joined by hyphens, such as order-service, 63 characters at most, received ${JSON.stringify(name)}`,
    );
  }
  // The README of the sample has the name as well.
  const [problem] = [nameProblem(name), ...wordProblems(name)].filter((one) => one !== undefined);
  if (problem)
    throw new UsageError(`Expected a name that npm run lint accepts, received ${name}: ${problem}`);
  const isFolder = await Promise.all(
    folders.map((folder) => stat(join(root, folder, name)).catch(() => undefined)),
  );
  if (isFolder.some(Boolean) || `node_modules/${name}` in lock.packages) {
    throw new UsageError(`Expected the name of no sample and no installed package, received ${name}`);
  }
}

async function copy(source: string, target: string, rename: Rename): Promise<void> {
  const [bytes, { mode }] = await Promise.all([readFile(source), stat(source)]);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes.includes(0) ? bytes : rename(bytes.toString(), source), { mode });
}

type Rename = (text: string, file?: string) => string;

/** Renames a sample in a text of it: `crud-service`, `crudService`, `CrudService`, alone or as part of a name. */
export function renamer(from: string, name: string): Rename {
  // A Java package keeps its name, which may have no hyphens: `redirection.HandlerDemo`, `src/main/java/redirection/`.
  const end = '(?![a-z0-9_]|\\.[A-Z])';
  const word = new RegExp(`(?<![\\w-]|java/)${from}${end}`, 'g');
  // In code a single word may be an identifier, except in a string or after a slash.
  const quoted = new RegExp(`(?<=['"\`/]|--workspace )(?<!java/)${from}${end}`, 'g');
  const isWord = !from.includes('-');
  return (text, file = '') => {
    if (isWord)
      return file.endsWith('.java') ? text : text.replaceAll(file.endsWith('.ts') ? quoted : word, name);
    return text
      .replaceAll(word, name)
      .replaceAll(new RegExp(`\\b${camelCase(from)}(?![a-z0-9])`, 'g'), camelCase(name))
      .replaceAll(new RegExp(`${pascalCase(from)}(?![a-z0-9])`, 'g'), pascalCase(name));
  };
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function pascalCase(name: string): string {
  return camelCase(`-${name}`);
}
