import path from 'node:path';
import { type WatchEvent, watchSample } from '@samples/deployment';
import pc from 'picocolors';
import type { DeployAllOptions, RunningSample } from './deploy-all.ts';
import { isPublished, publishSample } from './publish-sample.ts';
import { watchApp } from './watch-app.ts';

/** Watches the files of deployed samples until the signal aborts, and prints a line for each change that is live. */
export async function watchAll(
  samples: readonly RunningSample[],
  { root, endpoint, signal }: DeployAllOptions,
): Promise<void> {
  const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
  await Promise.all(
    samples.map(({ name: sample }) => {
      const report = (event: WatchEvent) => process.stdout.write(`${describe(sample, event)}\n`);
      const watched = watchSample({ sample, root, environment, signal, report });
      if (!isPublished(root, sample)) return watched;
      const folder = path.join(root, 'apps', sample);
      const publish = () => publishSample(sample, { root, environment, signal, report: () => {} });
      return Promise.all([watched, watchApp({ folder, publish, report, signal })]);
    }),
  );
}

export function describe(sample: string, event: WatchEvent): string {
  switch (event.kind) {
    case 'watching':
      return `${pc.bold(sample)}: save a file of apps/${sample} or infra/${sample}, and it is live.`;
    case 'updated':
      return `${pc.bold(sample)}: ${event.functions.join(', ')} updated in ${event.milliseconds} ms`;
    case 'deployed':
      return `${pc.bold(sample)}: stack updated in ${event.milliseconds} ms`;
    case 'failed':
      return `${pc.red(`${sample}: not deployed, the last good version still runs`)}\n${event.message}`;
  }
}
