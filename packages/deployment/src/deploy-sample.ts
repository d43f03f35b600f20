import { join } from 'node:path';
import { ExecuteChangeSetCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { type Environment, invokeUrl } from '@samples/localstack-client';
import { artifactBucket, ensureBucket, putArtifact } from './artifact-bucket.ts';
import { DeployError } from './deploy-error.ts';
import { type Artifact, packageTemplate } from './packaging/package-template.ts';
import { readTemplate } from './packaging/template-file.ts';
import type { Report } from './progress.ts';
import { type Change, type ChangeSet, createChangeSet, discardChangeSet } from './stack/change-set.ts';
import { describeStack } from './stack/describe-stack.ts';
import { followStack, removeStack, stackView } from './stack/follow-stack.ts';
import { newestEvent } from './stack/stack-events.ts';
import { chooseParameters, effectiveValue, type ParameterValues } from './stack/template-parameters.ts';
import { openTarget, type Target } from './target.ts';

export interface DeployOptions {
  /** The name of the stack, and the folder of its artifacts in the bucket. */
  sample: string;
  /** The folder with the lock file, and with `infra/<sample>/template.yaml`. */
  root: string;
  report: Report;
  /** Another template; its paths are relative to its folder. */
  templatePath?: string;
  environment?: Environment;
  parameters?: ParameterValues;
  /** The name of the sample by default. */
  stackName?: string;
  /** The bucket to upload to, of the same account; by default one that is named for account and region. */
  bucketName?: string | undefined;
  /** Computes the changes and makes none. */
  dryRun?: boolean;
  signal?: AbortSignal | undefined;
}

export interface Deployment {
  stackName: string;
  changed: boolean;
  changes: Change[];
  outputs: Record<string, string>;
  /** The URL of the API on this target, for a template with the outputs `ApiId` and `ApiStage`. */
  url?: string;
}

/**
 * Deploys the template of one sample and waits for the outcome. Several may run side by side. Throws a
 * `DeployError` for what the template, the code or the target refuses.
 */
export async function deploySample(options: DeployOptions): Promise<Deployment> {
  const { sample, stackName = sample, report, environment = process.env, dryRun = false, signal } = options;
  using target = openTarget(environment);
  const existing = await usableStack(target, stackName, options);
  const prepared = await prepare(target, existing, options);

  report({ kind: 'step', text: 'Computing the change set' });
  const isNewStack = !existing;
  const type = isNewStack || existing.StackStatus === 'REVIEW_IN_PROGRESS' ? 'CREATE' : 'UPDATE';
  const { cloudFormation, pace } = target;
  const changeSet = await createChangeSet(cloudFormation, {
    stackName,
    type,
    isNewStack,
    ...prepared,
    pace,
    signal,
  });
  const changed = changeSet !== undefined && !dryRun;
  if (changed) await execute(target, changeSet, type, { ...options, stackName });
  else if (changeSet) await discardChangeSet(cloudFormation, changeSet, isNewStack);

  const outputs = outputsOf(changed ? await describeStack(cloudFormation, stackName) : existing);
  const url = await urlOf(outputs, target, environment);
  return { stackName, changed, changes: changeSet?.changes ?? [], outputs, ...(url && { url }) };
}

// A stack whose creation was rolled back can only be deleted.
async function usableStack(
  target: Target,
  stackName: string,
  { dryRun, report, signal }: DeployOptions,
): Promise<Stack | undefined> {
  const stack = await describeStack(target.cloudFormation, stackName);
  if (stack?.StackStatus !== 'ROLLBACK_COMPLETE') return stack;
  if (dryRun) {
    throw new DeployError(
      `The stack ${stackName} is ROLLBACK_COMPLETE: a deployment deletes it and creates it again`,
    );
  }
  report({ kind: 'step', text: `Deleting ${stackName}, whose creation was rolled back` });
  await removeStack(target.cloudFormation, stack, { pace: target.pace, report, signal });
  return undefined;
}

async function prepare(target: Target, existing: Stack | undefined, options: DeployOptions) {
  const { sample, root, parameters: given = {}, report, signal } = options;
  const { templatePath = join(root, 'infra', sample, 'template.yaml') } = options;
  const template = await readTemplate(templatePath);
  const bucket = await artifactBucket(target.sts, options.bucketName);
  const own = { ...target.parameters, ArtifactBucket: bucket.name };
  const sources = { template, given, target: own, existing };
  const parameters = chooseParameters(sources);

  await ensureBucket(target.s3, bucket);
  const put = (artifact: Artifact) => putArtifact(target.s3, bucket, sample, artifact);
  report({ kind: 'step', text: 'Bundling and uploading the functions' });
  const packaged = await packageTemplate({
    root,
    templatePath,
    template,
    parameter: (name) => effectiveValue(parameters, name, sources),
    store: async (artifact) => `s3://${bucket.name}/${await put(artifact)}`,
    report,
    signal,
    isCompressed: !target.isLocal,
  });
  const body = JSON.stringify(packaged);
  if (Buffer.byteLength(body) <= LARGEST_INLINE) return { parameters, template: { TemplateBody: body } };
  const key = await put({ bytes: Buffer.from(body), extension: '.json' });
  const place = target.endpoint ?? `https://s3.${bucket.region}.amazonaws.com`;
  return { parameters, template: { TemplateURL: `${place}/${bucket.name}/${key}` } };
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const LARGEST_INLINE = 51_200;

async function execute(
  { cloudFormation, pace }: Target,
  { id, stackId }: ChangeSet,
  type: 'CREATE' | 'UPDATE',
  { stackName, report, signal }: DeployOptions & { stackName: string },
): Promise<void> {
  report({ kind: 'step', text: type === 'CREATE' ? `Creating ${stackName}` : `Updating ${stackName}` });
  const after = await newestEvent(cloudFormation, stackId);
  signal?.throwIfAborted();
  await cloudFormation.send(new ExecuteChangeSetCommand({ ChangeSetName: id }));
  const stack = stackView(cloudFormation, stackId, stackName);
  await followStack(stack, { after, success: `${type}_COMPLETE`, pace, report, signal });
}

function outputsOf(stack: Stack | undefined): Record<string, string> {
  const outputs = stack?.Outputs ?? [];
  return Object.fromEntries(outputs.map(({ OutputKey: key = '', OutputValue: value = '' }) => [key, value]));
}

async function urlOf(
  { ApiId: apiId, ApiStage: stage }: Record<string, string>,
  { cloudFormation }: Target,
  environment: Environment,
): Promise<string | undefined> {
  if (!apiId || !stage) return undefined;
  return invokeUrl({ apiId, stage, region: await cloudFormation.config.region() }, environment);
}
