import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';

const maxLines = 400;
const maxDepth = 3;
const bannedNames = /^(utils?|helpers?|common|managers?|misc)$/;
/** What openapi-typescript writes first. */
const isGenerated = /^\/\*\*\n \* This file was auto-generated /;
const sourceFile = /\.(ts|tsx|mts|cts|js|mjs|cjs|java)$/;

/** Files stay short, folders shallow, and no name says nothing. */
export function checkFiles(root: string, files: readonly string[]): Finding[] {
  return files
    .filter((file) => sourceFile.test(file) && existsSync(path.join(root, file)))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const lines = text.split('\n').length - 1;
      return [
        lines > maxLines &&
          !isGenerated.test(text) &&
          `expected at most ${maxLines} lines, found ${lines}: split it`,
        depthUnderSrc(file) > maxDepth && `expected at most ${maxDepth} folders under src`,
        ...namesIn(file).map(nameProblem),
      ]
        .filter((problem) => typeof problem === 'string')
        .map((problem) => ({ file, problem }));
    });
}

function depthUnderSrc(file: string): number {
  const parts = file.split('/');
  const src = parts.indexOf('src');
  return src < 0 ? 0 : parts.length - src - 2;
}

function namesIn(file: string): string[] {
  return file.split('/').map((part) => part.replace(/\..*$/, ''));
}

/** Why nothing may have this name. */
export function nameProblem(name: string): string | undefined {
  return bannedNames.test(name) ? `the name "${name}" says nothing: name what is in it` : undefined;
}
