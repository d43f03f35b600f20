import path from 'node:path';
import {
  deploySample,
  isWarning,
  type Progress,
  type Report,
  readTemplate,
  shortUrl,
} from '@samples/deployment';
import { Listr } from 'listr2';
import pc from 'picocolors';
import { findMongoUri, mongoParameters } from './mongo-uri.ts';
import { neededSamples, publishSample } from './publish-sample.ts';
import { takenParameters } from './sample-parameters.ts';

export interface DeployAllOptions {
  readonly root: string;
  readonly endpoint: string;
  readonly isQuiet: boolean;
  readonly signal: AbortSignal;
  /** The URI of the development MongoDB endpoint, for the samples whose templates have a parameter for it. */
  readonly mongoUri?: string | undefined;
  /** The metadata of the demo identity provider, likewise. */
  readonly samlMetadataUrl?: string | undefined;
}

export interface RunningSample {
  readonly name: string;
  readonly url: string;
  /** Why the URL does not have the sample's name. */
  readonly reason: string | undefined;
  /** A command line. */
  readonly tryIt: string;
}

/**
 * Deploys samples side by side and shows how far each is; one that needs another waits for it. A failure is reported,
 * and the others go on.
 */
export async function deployAll(
  samples: readonly string[],
  { root, endpoint, isQuiet, signal, mongoUri, samlMetadataUrl }: DeployAllOptions,
): Promise<RunningSample[]> {
  const running: RunningSample[] = [];
  const failures: string[] = [];
  const warnings: string[] = [];
  const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
  const ends = new Map(samples.map((sample) => [sample, Promise.withResolvers<void>()]));
  // A terminal shows a list that is drawn again and again; a pipe gets a line when a sample begins and when it is done.
  const isDrawn = process.stdout.isTTY && !isQuiet;
  const print = (line: string) => !isDrawn && !isQuiet && process.stdout.write(`${line}\n`);

  async function deployOne(sample: string, report: Report): Promise<void> {
    try {
      for (const needed of await neededSamples(root, sample)) await ends.get(needed)?.promise;
      print(`${sample}: deploying`);
      const { url: urlByNumber = '', outputs } = await deploySample({
        sample,
        root,
        environment,
        parameters: {
          ...(await mongoParameters(
            root,
            sample,
            mongoUri ?? (await findMongoUri(root, sample, process.env)),
          )),
          ...(await takenParameters(root, sample, { SamlMetadataUrl: samlMetadataUrl })),
        },
        signal,
        report,
      });
      await publishSample(sample, { root, environment, signal, report });
      const { url = urlByNumber, reason } = (await shortUrl(outputs, environment)) ?? {};
      running.push({ name: sample, url, reason, tryIt: await commandToTry(root, sample, url) });
      print(`${sample}: deployed`);
    } catch (error) {
      failures.push(`${sample}: ${(error as Error).message}`);
      throw error;
    } finally {
      ends.get(sample)?.resolve();
    }
  }

  const tasks = samples.map((sample) => ({
    title: sample,
    task: (_: unknown, task: { output: string }) =>
      deployOne(sample, (progress) => {
        if (isWarning(progress)) warnings.push(`${sample}: ${sentenceOf(progress)}`);
        task.output =
          progress.kind === 'resource' ? `${progress.logicalId} ${progress.status}` : progress.text;
      }),
  }));
  const options = { concurrent: true, exitOnError: false, registerSignalListeners: false } as const;
  await new Listr(tasks, { ...options, renderer: isDrawn ? 'default' : 'silent' }).run();
  if (!isQuiet) for (const warning of warnings) process.stdout.write(`${pc.yellow(warning)}\n`);
  if (!signal.aborted) for (const failure of failures) process.stderr.write(`${failure}\n`);
  return running.sort((a, b) => a.name.localeCompare(b.name));
}

function sentenceOf(progress: Progress): string {
  return progress.kind === 'resource' ? `${progress.logicalId}: ${progress.reason}` : progress.text;
}

/** The URLs for the terminal, each with one command to try. */
export function summary(samples: readonly RunningSample[], url: string): string {
  const width = Math.max(0, ...samples.map(({ name }) => name.length));
  const rows = samples.flatMap(({ name, url: apiUrl, reason, tryIt }) => [
    `  ${pc.bold(name.padEnd(width))}  ${pc.cyan(apiUrl)}${reason ? `  (${reason})` : ''}`,
    `  ${''.padEnd(width)}  ${tryIt}`,
    '',
  ]);
  return ['', ...rows, `  ${pc.bold(`Open ${url}/`)} for all of them. Ctrl-C stops.`, ''].join('\n');
}

async function commandToTry(root: string, sample: string, url: string): Promise<string> {
  const template = await readTemplate(path.join(root, 'infra', sample, 'template.yaml'));
  const { Sample } = (template as { Metadata?: { Sample?: { Try?: string } } }).Metadata ?? {};
  return (Sample?.Try ?? `curl -i {ApiUrl}/`).replaceAll('{ApiUrl}', url);
}
