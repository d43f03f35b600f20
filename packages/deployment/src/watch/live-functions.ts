import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { clientConfig, type Environment } from '@samples/localstack-client';
import { artifactBucket, putArtifact } from '../artifact-bucket.ts';
import { DeployError } from '../deploy-error.ts';
import { archiveFunctions, type FunctionArchive } from '../packaging/archive-functions.ts';
import { bundleFunctions } from '../packaging/bundle-functions.ts';
import { type FunctionCode, findFunctionCode } from '../packaging/function-code.ts';
import { findLayerContent, type LayerContent } from '../packaging/layer-content.ts';
import { assetArtifact } from '../packaging/package-template.ts';
import { readTemplate, type Template } from '../packaging/template-file.ts';
import { hostArchitecture, openTarget, type Target } from '../target.ts';
import { createIncrementalBuild, type IncrementalBuild } from './incremental-build.ts';

/** The functions of a deployed sample. */
export interface LiveFunctions {
  /**
   * Builds the functions that read one of these files, and replaces the code of those whose bundle differs from what
   * is deployed. Returns their logical ids. No files stands for all.
   */
  update(files: ReadonlySet<string>, signal: AbortSignal): Promise<string[]>;
  /** Waits until Lambda takes another change of the functions that were updated: a change set would fail before. */
  settled(): Promise<void>;
  /** Whether new code reaches clients only with a new version, which a change set publishes. */
  readonly needChangeSet: boolean;
  /** The folders of local layers, whose files a change set brings. */
  readonly layerFolders: readonly string[];
  /** The sources of all functions, as far as they could be built. */
  sources(): readonly string[];
  close(): Promise<void>;
}

export interface Sample {
  readonly sample: string;
  readonly root: string;
  readonly environment: Environment;
  /** The bucket that the sample was deployed with, where it has another than the default. */
  readonly bucketName?: string | undefined;
}

/** Reads the sample's template and looks up its functions in its stack. */
export async function findLiveFunctions({
  sample,
  root,
  environment,
  bucketName,
}: Sample): Promise<LiveFunctions> {
  const templatePath = path.join(root, 'infra', sample, 'template.yaml');
  const template = await readTemplate(templatePath);
  const layerFolders = await foldersOf(await findLayerContent({ templatePath, template }));
  const target = openTarget(environment);
  const [physicalIds, bucket] = await Promise.all([
    physicalIdsOf(sample, target),
    artifactBucket(target.sts, bucketName),
  ]);
  const lambda = new LambdaClient(clientConfig(environment));
  const builds = new Map<string, IncrementalBuild>();
  /** SHA-256 in base64 of the package that each function runs, as Lambda reports it. */
  const deployed = new Map<string, string | undefined>();
  const settling = new Set<string>();

  function buildOf(logicalId: string): IncrementalBuild {
    const build = builds.get(logicalId) ?? createIncrementalBuild();
    builds.set(logicalId, build);
    return build;
  }

  const allSources = () => Array.from(builds.values(), (build) => [...build.sources()]).flat();

  /** A file that no function reads may be one that a build was missing. */
  function readBy(code: readonly FunctionCode[], files: ReadonlySet<string>): readonly FunctionCode[] {
    const known = new Set(allSources());
    if ([...files].some((file) => !known.has(file))) return code;
    return code.filter(({ logicalId }) => [...buildOf(logicalId).sources()].some((file) => files.has(file)));
  }

  async function replace({ logicalId, bytes: ZipFile, assets }: FunctionArchive): Promise<boolean> {
    const FunctionName = physicalIds.get(logicalId);
    if (!FunctionName) throw new DeployError(`${logicalId} is not in the stack ${sample}: deploy it again`);
    if (!deployed.has(logicalId)) {
      const { CodeSha256 } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      deployed.set(logicalId, CodeSha256);
    }
    const hash = createHash('sha256').update(ZipFile).digest('base64');
    if (deployed.get(logicalId) === hash) return false;
    for (const asset of assets) await putArtifact(target.s3, bucket, sample, assetArtifact(asset));
    // Lambda refuses an update during the one before.
    await isUpdated(FunctionName);
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    settling.add(FunctionName);
    deployed.set(logicalId, hash);
    return true;
  }

  function isUpdated(FunctionName: string) {
    const pace = { client: lambda, maxWaitTime: 60, minDelay: 0.1, maxDelay: 1 };
    return waitUntilFunctionUpdatedV2(pace, { FunctionName });
  }

  return {
    needChangeSet: publishesVersions(template),
    layerFolders,
    sources: allSources,
    async update(files, signal) {
      const all = await findFunctionCode({ templatePath, template, parameter: hostArchitecture });
      // A function whose condition is false is not in the stack.
      const code = all.filter(
        ({ logicalId }) => physicalIds.has(logicalId) || !template.Resources[logicalId]?.Condition,
      );
      const options = { root, report: () => {}, signal, isCompressed: !target.isLocal };
      const updated = await Promise.all(
        (files.size > 0 ? readBy(code, files) : code).map(async (one) => {
          const { build } = buildOf(one.logicalId);
          // First as deployed, so that the hashes can be compared; what is saved afterwards has to be quick.
          const archived = archiveFunctions([one], files.size > 0 ? { ...options, build } : options);
          if (files.size === 0 && one.kind === 'entry')
            await bundleFunctions([one], { ...one, ...options, build });
          const isNew = (await archived).map(replace);
          return (await Promise.all(isNew)).includes(true) ? [one.logicalId] : [];
        }),
      );
      return updated.flat();
    },
    async settled() {
      await Promise.all(Array.from(settling, isUpdated));
      settling.clear();
    },
    async close() {
      lambda.destroy();
      target[Symbol.dispose]();
      await Promise.all(Array.from(builds.values(), (build) => build.dispose()));
    },
  };
}

/** Without those of installed packages, which are many. */
async function foldersOf(layers: readonly LayerContent[]): Promise<string[]> {
  const folders = layers.filter(({ kind }) => kind === 'directory').map((layer) => layer.path);
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true });
    const below = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules');
    folders.push(...below.map(({ name }) => path.join(folder, name)));
  }
  return folders;
}

async function physicalIdsOf(StackName: string, target: Target): Promise<ReadonlyMap<string, string>> {
  const command = new DescribeStackResourcesCommand({ StackName });
  const { StackResources = [] } = await target.cloudFormation.send(command);
  return new Map(
    StackResources.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [
      LogicalResourceId,
      PhysicalResourceId,
    ]),
  );
}

function publishesVersions({ Globals, Resources }: Template): boolean {
  const properties = [Globals?.Function, ...Object.values(Resources).map((resource) => resource.Properties)];
  return properties.some((one) => one !== undefined && 'AutoPublishAlias' in one);
}
