import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { definition } from './definition.ts';

const root = path.resolve(import.meta.dirname, '../../..');

it.runIf(process.env.REQUIRE_JAVA)(
  'the commands of the README make clients in Kotlin and Swift (needs Java and Maven: REQUIRE_JAVA=1)',
  async () => {
    const readme = await readFile(path.join(import.meta.dirname, '../README.md'), 'utf8');
    const [, commands = ''] = /```sh\n(out=[^`]*)```/.exec(readme) ?? [];
    const run = ['-ec', `{ ${commands}} >&2; echo "$out"`];
    // Half the time: the programs end before Java's better compiler would pay.
    const env = { ...process.env, JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' };
    const { stdout } = await promisify(execFile)('bash', run, {
      cwd: root,
      env,
      maxBuffer: 16 * 1024 * 1024,
    });
    const folder = stdout.trim();
    const operations = Object.values(definition.paths).flatMap((path) => Object.values(path));
    const sources = await Promise.all([
      readFile(`${folder}/kotlin/src/main/kotlin/org/openapitools/client/apis/DefaultApi.kt`, 'utf8'),
      readFile(`${folder}/swift6/Sources/OpenAPIClient/APIs/DefaultAPI.swift`, 'utf8'),
    ]);
    await rm(folder, { recursive: true });
    for (const { operationId = '' } of operations) {
      for (const source of sources) expect(source).toMatch(new RegExp(`fun(c)? ${operationId}\\(`));
    }
  },
);
