import path from 'node:path';
import type { Environment } from '@samples/localstack-client';
import { DeployError } from '../deploy-error.ts';
import { deploySample } from '../deploy-sample.ts';
import { explainFailure } from '../explain-failure.ts';
import { findLiveFunctions } from './live-functions.ts';
import { watchFolders } from './watch-folders.ts';

export type WatchEvent =
  | { readonly kind: 'watching' }
  /** New code of these functions, by logical id, is live. */
  | { readonly kind: 'updated'; readonly functions: readonly string[]; readonly milliseconds: number }
  /** The template, or a file beside it or of a layer, was deployed as a change set. */
  | { readonly kind: 'deployed'; readonly milliseconds: number }
  /** What was saved cannot be built or deployed: the last good version stays. */
  | { readonly kind: 'failed'; readonly message: string };

export interface WatchOptions {
  readonly sample: string;
  readonly root: string;
  readonly environment?: Environment;
  readonly report: (event: WatchEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Keeps a deployed sample in step with its files until `signal` aborts. Saved code replaces the code of its function
 * at once; a saved template is deployed as a change set. A save during either is taken after it.
 */
export async function watchSample(options: WatchOptions): Promise<void> {
  const { root, sample, report, signal, environment = process.env } = options;
  const infra = path.join(root, 'infra', sample);
  const code = path.join(root, 'apps', sample, 'src');
  const folders = watchFolders();
  let functions = await findLiveFunctions({ root, sample, environment });

  async function deploy(): Promise<void> {
    await functions.settled();
    await deploySample({ root, sample, environment, signal, report: () => {} });
    await functions.close();
    functions = await findLiveFunctions({ root, sample, environment });
    await functions.update(new Set(), signal);
  }

  /** Returns what happened, or nothing when the files that were saved change no function. */
  async function follow(files: ReadonlySet<string>): Promise<WatchEvent | undefined> {
    const start = performance.now();
    const inLayer = (file: string) => functions.layerFolders.includes(path.dirname(file));
    const isTemplate = [...files].some((file) => file.startsWith(infra) || inLayer(file));
    if (isTemplate) await deploy();
    const updated = isTemplate ? [] : await functions.update(files, signal);
    if (updated.length > 0 && functions.needChangeSet) await deploy();
    const milliseconds = Math.round(performance.now() - start);
    if (isTemplate) return { kind: 'deployed', milliseconds };
    return updated.length > 0 ? { kind: 'updated', functions: updated, milliseconds } : undefined;
  }

  try {
    folders.watch([infra, code]);
    // Fills the incremental build, and takes what was saved since the deployment.
    let files: ReadonlySet<string> = new Set();
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const event = await follow(files).catch((error): WatchEvent => {
        const message = error instanceof DeployError ? error.message : explainFailure(error, environment);
        return { kind: 'failed', message };
      });
      if (signal.aborted) return;
      const sources = functions.sources().map((source) => path.dirname(source));
      folders.watch([infra, code, ...functions.layerFolders, ...sources]);
      if (event) report(event);
      if (isFirst) report({ kind: 'watching' });
      files = await folders.changes(signal);
    }
  } finally {
    folders.close();
    await functions.close();
  }
}
