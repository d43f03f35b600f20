import { createHash } from 'node:crypto';
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { DeployError } from './deploy-error.ts';
import type { Artifact } from './packaging/package-template.ts';

export interface ArtifactBucket {
  name: string;
  account: string;
  region: string;
}

/** The bucket for artifacts of the account and region the clients work in; it need not exist. */
export async function artifactBucket(sts: STSClient, name?: string): Promise<ArtifactBucket> {
  const [{ Account: account }, region] = await Promise.all([
    sts.send(new GetCallerIdentityCommand({})),
    sts.config.region(),
  ]);
  if (!account) throw new DeployError('Expected an account from GetCallerIdentity, received none');
  return { name: name ?? `serverless-api-samples-${account}-${region}`, account, region };
}

/** Makes the bucket when it is missing. S3 encrypts new buckets and blocks public access to them by itself. */
export async function ensureBucket(s3: S3Client, bucket: ArtifactBucket): Promise<void> {
  if (await isBucketThere(s3, bucket)) return;
  const { name, region } = bucket;
  const LocationConstraint = region as BucketLocationConstraint;
  // us-east-1 is the one region that may not be named.
  const configuration = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint } };
  await s3.send(new CreateBucketCommand({ Bucket: name, ...configuration })).catch((error: Error) => {
    if (error.name !== 'BucketAlreadyOwnedByYou') throw error;
  });
}

/** Whether the bucket is there. Throws when it is another account's. */
export function isBucketThere(s3: S3Client, { name, account }: ArtifactBucket): Promise<boolean> {
  return exists(s3.send(new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: account })), name);
}

/** Uploads an artifact under its name or the hash of its content, unless it is there already. Returns the key. */
export async function putArtifact(
  s3: S3Client,
  { name, account }: ArtifactBucket,
  prefix: string,
  artifact: Artifact,
): Promise<string> {
  const { bytes, contentType } = artifact;
  const key = `${prefix}/${artifactName(artifact)}`;
  // The name of the bucket can be guessed: the owner is checked, so that nobody else's ever receives code.
  const object = { Bucket: name, Key: key, ExpectedBucketOwner: account };
  if (await exists(s3.send(new HeadObjectCommand(object)), `${name}/${key}`)) return key;
  const forBrowsers = contentType && { ContentType: contentType, CacheControl: keptForEver };
  await s3.send(new PutObjectCommand({ ...object, Body: bytes, ...forBrowsers }));
  return key;
}

// A file of other content has another name.
const keptForEver = 'public, max-age=31536000, immutable';

export function artifactName({ name, bytes, extension }: Artifact): string {
  return name ?? `${createHash('sha256').update(bytes).digest('hex')}${extension}`;
}

async function exists(head: Promise<unknown>, name: string): Promise<boolean> {
  try {
    await head;
    return true;
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    // A HEAD response has no body, so S3's own reason is not in it.
    if (error.$metadata.httpStatusCode === 404) return false;
    if (error.$metadata.httpStatusCode !== 403) throw error;
    throw new DeployError(
      `${name} may not be read: it is another account's, or s3:ListBucket or s3:GetObject is missing`,
    );
  }
}
