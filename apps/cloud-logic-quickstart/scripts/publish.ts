import path from 'node:path';
import { parseArgs } from 'node:util';
import { shortUrl } from '@samples/deployment';
import { invokeUrl } from '@samples/localstack-client';
import { build } from 'vite';
import { announceApp } from './announce-app.ts';
import { configurationOf, contentSecurityPolicy } from './configuration-of.ts';
import { emptyBucket, type SiteFile, uploadFiles } from './site-files.ts';
import { config, deployedStack, outputsOf } from './stack.ts';

const usage = `Usage: node scripts/publish.ts [options]

Builds the app, uploads it with its configuration to the bucket of its stack, and makes it known
to the back end. "npm run deploy" does this after it has deployed the stack.
The target is AWS with the credentials of the AWS SDK, or the endpoint in AWS_ENDPOINT_URL.

  --stack-name NAME     the stack of the app (default: cloud-logic-quickstart)
  --back-end NAME       the stack that the app is for (default: cloud-logic)
  --remove              empty the bucket instead, so that the stack can be deleted
  --help                this text

Exit codes: 0 done, 1 failed, 2 called wrongly.
`;

const options = {
  'stack-name': { type: 'string', default: 'cloud-logic-quickstart' },
  'back-end': { type: 'string', default: 'cloud-logic' },
  remove: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(usage);
  const site = outputsOf(await deployedStack(values['stack-name'], 'cloud-logic-quickstart'));
  const { BucketName: bucket } = site;
  // A stack whose creation has failed has none.
  if (values.remove) return bucket ? emptyBucket(bucket) : undefined;
  if (!bucket) throw new Error(`Expected the output BucketName of ${values['stack-name']}, found none`);
  const backEnd = await deployedStack(values['back-end'], 'cloud-logic');
  const [url, configuration, built] = await Promise.all([appUrl(site), configurationOf(backEnd), buildApp()]);
  const written = { name: 'config.json', content: JSON.stringify(configuration) };
  await uploadFiles(bucket, [...built, written], contentSecurityPolicy(configuration));
  await announceApp(backEnd, url);
  process.stdout.write(`The app is at ${url}\n`);
}

/** With a trailing slash, for the URLs of the page are relative. */
async function appUrl(outputs: Readonly<Record<string, string>>): Promise<string> {
  const { ApiId: apiId = '', ApiStage: stage = '' } = outputs;
  const short = await shortUrl(outputs);
  return `${short?.url ?? invokeUrl({ apiId, stage, region: config.region ?? '' })}/`;
}

async function buildApp(): Promise<SiteFile[]> {
  const root = path.resolve(import.meta.dirname, '..');
  const result = await build({ root, logLevel: 'warn', build: { write: false } });
  if (!('output' in result)) throw new Error('Expected one build of Vite, received several or a watcher');
  return result.output.map((file) => ({
    name: file.fileName,
    content: file.type === 'chunk' ? file.code : file.source,
  }));
}

main().catch((error: NodeJS.ErrnoException) => {
  const isUsage = error.code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(isUsage ? `${error.message}\n\n${usage}` : `${error.message}\n`);
  process.exitCode = isUsage ? 2 : 1;
});
