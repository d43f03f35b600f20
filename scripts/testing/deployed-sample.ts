import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { deploySample, describeStack, openTarget, removeStack, shortUrl } from '@samples/deployment';
import type { TestProject } from 'vitest/node';
import { startCloud, startIdentityProvider, startMongo } from '../cloud-process.ts';
import { usesMongo } from '../mongo-uri.ts';
import { neededSamples, publishSample, unpublishSample } from '../publish-sample.ts';
import { takenParameters } from '../sample-parameters.ts';

/** A sample that is deployed while its tests run. */
export interface DeployedSample {
  /** The URL of its API, without a trailing slash. */
  readonly url: string;
  /** The endpoint of the AWS APIs it was deployed through. */
  readonly endpoint: string;
  readonly stackName: string;
  readonly outputs: Record<string, string>;
  /** The MongoDB server of a sample that uses one. */
  readonly mongoUri?: string | undefined;
}

declare module 'vitest' {
  interface ProvidedContext {
    sample: DeployedSample;
    /** The sample's short URL, where the endpoint has one: curl resolves it. Else the `url` of the sample. */
    shortUrl: string;
  }
}

/**
 * Vitest's global set-up of every sample: deploys the workspace into the endpoint that `AWS_ENDPOINT_URL` names,
 * or into an embedded cloud that lives as long as the tests, and hands the URLs over by `inject('sample')`.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sample = path.basename(process.cwd());
  const root = path.resolve(import.meta.dirname, '../..');
  const given = process.env.AWS_ENDPOINT_URL;
  const needsMongo = await usesMongo(root, sample);
  const mongo = needsMongo && !process.env.MONGODB_URI ? await startMongo(0) : undefined;
  const mongoUri = needsMongo ? process.env.MONGODB_URI || `${mongo?.url}/pets` : undefined;
  const cloud = given ? undefined : await startCloud(0);
  const endpoint = given ?? cloud?.url ?? '';
  const neededOnes = await neededSamples(root, sample);
  // As npm start does: what is needed may let the users of a company sign in.
  const identityProvider = neededOnes.length > 0 ? await startIdentityProvider() : undefined;
  const stackName = cloud ? sample : `${sample}-test-${randomBytes(3).toString('hex')}`;
  const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };

  async function tearDown(): Promise<void> {
    await identityProvider?.stop();
    if (cloud) return void (await Promise.all([cloud.stop(), mongo?.stop()]));
    using target = openTarget(environment);
    const stack = await describeStack(target.cloudFormation, stackName);
    if (stack) await unpublishSample(sample, { root, environment, stackName, report: () => {} });
    if (stack) await removeStack(target.cloudFormation, stack, { pace: target.pace, report: () => {} });
    await mongo?.stop();
  }

  try {
    // Under their own names: the sample that needs them looks there.
    for (const needed of neededOnes) {
      const offered = { SamlMetadataUrl: identityProvider?.url };
      const parameters = await takenParameters(root, needed, offered);
      await deploySample({ sample: needed, root, environment, parameters, report: () => {} });
    }
    const { url = '', outputs } = await deploySample({
      sample,
      root,
      stackName,
      environment,
      ...(mongoUri && { parameters: { MongoUri: mongoUri } }),
      report: () => {},
    });
    await publishSample(sample, { root, environment, stackName, report: () => {} });
    const short = (await shortUrl(outputs, environment))?.url ?? url;
    project.provide('sample', { url, endpoint, stackName, outputs, mongoUri });
    project.provide('shortUrl', short);
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}
