import {
  DeployError,
  type Deployment,
  deploySample,
  openTarget,
  type ShortUrl,
  shortUrl,
  showProgress,
} from '@samples/deployment';
import { findMongoUri, mongoParameters } from './mongo-uri.ts';
import { openPage } from './open-page.ts';
import { publishSample } from './publish-sample.ts';
import { runCommand } from './run-command.ts';
import { checkedStackName, chooseSample, ROOT } from './sample-folder.ts';
import { checkAccount, type Settings, useRegion, useSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

const usage = `Usage: node scripts/deploy.ts [sample] [options]
       npm run deploy --workspace <sample> -- [options]

Bundles the functions of a sample, uploads them and deploys infra/<sample>/template.yaml. A sample with a web app has
scripts/publish.ts, which then builds and uploads it.
The target is AWS with the credentials of the AWS SDK, or the endpoint in AWS_ENDPOINT_URL.
MONGODB_URI, of the environment or of apps/<sample>/.env, is the parameter MongoUri of a template that has it.

  --stack-name NAME     the stack to create or update (default: the name of the sample)
  --parameter K=V       a parameter of the template; may be given several times
  --settings            account, bucket and region of apps/<sample>/settings.json, which "npm run config" writes;
                        on AWS the console of CloudFormation opens while the stack is followed
  --region REGION       the region (default: that of the environment or the AWS profile)
  --dry-run             upload, print what would change, and leave the stack as it is
  --help                this text

Exit codes: 0 deployed or nothing to change, 1 failed, 2 called wrongly, 130 interrupted.
`;

await runCommand({
  usage,
  options: {
    'stack-name': { type: 'string' },
    parameter: { type: 'string', multiple: true },
    settings: { type: 'boolean' },
    region: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  async run({ values, positionals }, signal) {
    const sample = await chooseSample(onlyOne(positionals), {
      root: ROOT,
      cwd: process.cwd(),
      environment: process.env,
    });
    const dryRun = values['dry-run'] ?? false;
    const stackName = checkedStackName(values['stack-name'] ?? sample);
    const settings = values.settings ? await useSettings(ROOT, sample) : undefined;
    useRegion(values.region);
    const parameters = {
      ...(await mongoParameters(ROOT, sample, await findMongoUri(ROOT, sample, process.env))),
      ...Object.fromEntries((values.parameter ?? []).map(splitParameter)),
    };
    const { report, end } = showProgress(process.stderr);
    try {
      if (settings) await prepare(settings);
      const deployment = await deploySample({
        sample,
        root: ROOT,
        stackName,
        parameters,
        bucketName: settings?.bucketName,
        dryRun,
        report,
        signal,
      });
      const published = { root: ROOT, environment: process.env, stackName, report, signal };
      if (!dryRun) await publishSample(sample, published);
      end();
      process.stdout.write(
        dryRun ? changesText(deployment) : outputsText(deployment, await shortUrl(deployment.outputs)),
      );
    } catch (error) {
      end();
      if (!signal.aborted) throw error;
      throw new DeployError(`Interrupted. What CloudFormation has begun goes on without this command. See it with
  aws cloudformation describe-stack-events --stack-name ${stackName}
and deploy again when it has ended.`);
    }
  },
});

async function prepare(settings: Settings): Promise<void> {
  using target = openTarget(process.env);
  await checkAccount(target, settings);
  const region = await target.cloudFormation.config.region();
  if (!target.endpoint)
    openPage(`https://${region}.console.aws.amazon.com/cloudformation/home?region=${region}#/stacks`);
}

function changesText({ stackName, changes }: Deployment): string {
  if (changes.length === 0) return `${stackName} is up to date: no changes\n`;
  const lines = changes.map(({ action, logicalId, type, replacement }) => {
    const replaced = replacement && replacement !== 'False' ? `, replacement: ${replacement}` : '';
    return `  ${action.padEnd(8)} ${logicalId} (${type}${replaced})\n`;
  });
  return `A deployment of ${stackName} would make these changes:\n${lines.join('')}`;
}

/** On this machine the API has two URLs: clients such as Node.js and Python do not resolve names of `*.localhost`. */
function outputsText({ stackName, changed, outputs, url }: Deployment, short: ShortUrl | undefined): string {
  const width = Math.max(0, ...Object.keys(outputs).map((name) => name.length));
  const lines = Object.entries(outputs).map(([name, value]) => `  ${name.padEnd(width)}  ${value}\n`);
  const outcome = changed ? `${stackName} is deployed` : `${stackName} is up to date: no changes`;
  return `${outcome}\n${lines.join('')}${urlText(url, short)}`;
}

function urlText(url: string | undefined, short: ShortUrl | undefined): string {
  if (!url) return '';
  if (!short) return `\n${url}\n`;
  const reason = short.reason ? ` (${short.reason})` : '';
  return `\n${short.url}${reason}\n${url}   for clients that do not resolve *.localhost\n`;
}

// The value may be a secret, so an argument that is not understood is not repeated.
function splitParameter(argument: string): [string, string] {
  const equals = argument.indexOf('=');
  if (equals > 0) return [argument.slice(0, equals), argument.slice(equals + 1)];
  throw new UsageError(
    'Expected NAME=VALUE for --parameter, received an argument without a name or without =',
  );
}

function onlyOne(positionals: string[]): string | undefined {
  const [sample, ...others] = positionals;
  if (others.length > 0)
    throw new UsageError(`Expected at most one sample, received ${positionals.join(' ')}`);
  return sample;
}
