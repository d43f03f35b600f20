import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleFunctions } from '@samples/deployment';
import { scanProject } from '../cli/scan-project.ts';
import type { Settings } from '../generate/settings.ts';
import { writeServer } from '../generate/write-build.ts';
import type { HttpResponse } from '../runtime/http.ts';
import type { PlainRequest } from '../runtime/plain-server.ts';
import type { ParsedFiles } from '../scan/load-program.ts';

export interface ServerBundle {
  /** Named by its content. */
  readonly path: string;
  readonly respond: (request: PlainRequest) => Promise<HttpResponse>;
  /** Where its sources are. */
  readonly folders: ReadonlySet<string>;
}

/** Bundles the server as functions are bundled, and loads it. */
export async function bundleServer(
  settings: Settings,
  root: string,
  parsedFiles: ParsedFiles,
): Promise<ServerBundle> {
  const entry = await writeServer(scanProject(settings, parsedFiles), settings);
  const [bundle] = await bundleFunctions([{ entry }], {
    root,
    external: [],
    plugins: ['@samples/lambada/remove-annotations'],
    report: () => {},
  });
  if (!bundle) throw new Error('esbuild made no server');
  const { code, sourceMap } = bundle;
  const name = `bundle-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`;
  const file = path.join(path.dirname(entry), name);
  // Its positions are relative to the root, and the file lies elsewhere.
  const map = { ...JSON.parse(Buffer.from(sourceMap).toString('utf8')) };
  const sources: string[] = map.sources.map((source: string) => path.resolve(root, source));
  await writeFile(`${file}.map`, JSON.stringify({ ...map, sources }));
  await writeFile(file, `${Buffer.from(code).toString('utf8')}//# sourceMappingURL=${name}.map\n`);
  const { respond } = await import(pathToFileURL(file).href);
  const own = sources.filter(
    (source) =>
      !path.relative(root, source).includes('node_modules') && !source.startsWith(path.dirname(entry)),
  );
  return { path: file, respond, folders: new Set(own.map((source) => path.dirname(source))) };
}
