#!/usr/bin/env node
// Runs the command with Node.js 24: this process if it is one, else the binary that `npm ci` puts in node_modules.
// JavaScript, because an older Node does not run TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const minMajor = 24;
const folder = path.dirname(fileURLToPath(import.meta.url));
// A packed copy has JavaScript, the repository its sources.
const entry = ['../src/main.ts', '../dist/main.js']
  .map((file) => path.join(folder, file))
  .find((file) => existsSync(file));

if (Number.parseInt(process.versions.node, 10) >= minMajor) {
  enableCompileCache();
  await import(pathToFileURL(String(entry)).href);
} else {
  const node = installedNode();
  if (node) run(node);
  else {
    process.stderr.write(
      `Expected Node.js ${minMajor} or newer, found ${process.version}. Install it from https://nodejs.org\n`,
    );
    process.exitCode = 1;
  }
}

/** @returns {string | undefined} the binary of this platform's optional dependency, in the nearest node_modules */
function installedNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node_modules/node-${platform}-${process.arch}/bin/${file}`;
  for (let parent = folder; ; parent = path.dirname(parent)) {
    if (existsSync(path.join(parent, name))) return path.join(parent, name);
    if (parent === path.dirname(parent)) return undefined;
  }
}

/** @param {string} node */
function run(node) {
  const child = spawn(node, [String(entry), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends SIGINT to both processes.
  process.on('SIGINT', () => {}).on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
