import * as sdk from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import type { AwsRequest } from '../aws/service.ts';
import { inputSchema } from '../testing/input-members.ts';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { checksum, checksumAlgorithms } from './body/checksum.ts';
import { type S3Operations, s3Operations } from './operations.ts';
import { refusedHeader } from './rest/header-members.ts';
import { restService } from './rest/rest-service.ts';
import type { S3State } from './state.ts';

const { id: accountId } = defaultAccount;
const owner = { accountId, arn: `arn:aws:iam::${accountId}:root`, userId: accountId, accessKeyId: 'test' };
const Bucket = 'bucket';
const emptyPart = { PartNumber: 1, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' };

/** Headers that the service reads before an operation gets its input, or passes on under another name; they have their own tests. */
const ofTheService = new Set([
  'content-length',
  'content-md5',
  'expires',
  'x-amz-bypass-governance-retention',
  'x-amz-expected-bucket-owner',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-source-expected-bucket-owner',
]);
/** What changes nothing: the owner pays, nothing is archived, and the account's root keeps its access. */
const nothing = new Set([
  'x-amz-confirm-remove-self-bucket-access',
  'x-amz-optional-object-attributes',
  'x-amz-request-payer',
]);

async function prepare(operation: string) {
  const state: S3State = {
    account: defaultAccount,
    buckets: new Map(),
    folder: undefined,
    maxStoredBytes: 1024 ** 2,
    stored: { bytes: 0 },
    eventListeners: new Set(),
    invoke: async () => undefined,
  };
  const operations = bindOperations(state, s3Operations);
  if (operation === 'CreateBucket') return { operations, serve: serveFrom(state) };
  operations.CreateBucket({ Bucket });
  await operations.PutObject({ Bucket, Key: 'source', Body: Buffer.from('text') });
  // An object with parts that have checksums of their own, and an upload that has begun.
  const of = { Bucket, Key: 'key', PartNumber: 1 };
  const { UploadId: made } = operations.CreateMultipartUpload({ ...of, ChecksumAlgorithm: 'CRC32' });
  await operations.UploadPart({ ...of, UploadId: made, ChecksumCRC32: 'AAAAAA==' });
  const Parts = [{ ...emptyPart, ChecksumCRC32: 'AAAAAA==' }];
  await operations.CompleteMultipartUpload({ ...of, UploadId: made, MultipartUpload: { Parts } });
  const { UploadId } = operations.CreateMultipartUpload(of);
  await operations.UploadPart({ ...of, UploadId });
  return {
    operations,
    samples: { UploadId },
    shown: () => [...state.buckets.values()],
    serve: serveFrom(state),
  };
}

const serveFrom = (state: S3State) => (traced: S3Operations) => {
  const service = restService(state, traced, () => undefined, undefined);
  return { ...service, handle: (request: AwsRequest) => service.handle({ ...request, caller: owner }) };
};

const checksums = Object.fromEntries(
  await Promise.all(
    checksumAlgorithms.map(async (name) => [`Checksum${name}`, await checksum(name, Buffer.from('text'))]),
  ),
);

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.S3Client,
    operations: Object.keys(s3Operations),
    prepare,
    isKnown: isOfHeader,
    samples: {
      ...checksums,
      Bucket,
      Key: 'key',
      CopySource: 'bucket/source',
      Body: 'text',
      PartNumber: 1,
      Status: 'Enabled',
      ObjectOwnership: 'BucketOwnerEnforced',
      ChecksumAlgorithm: 'CRC32',
      ServerSideEncryption: 'aws:kms',
      SSEAlgorithm: 'aws:kms',
      AllowedMethods: ['GET'],
      ObjectAttributes: ['ETag'],
      Expiration: { Days: 1 },
      And: { Prefix: 'a' },
      Transitions: [{ Days: 1, StorageClass: 'GLACIER' }],
      NoncurrentVersionTransitions: [{ NoncurrentDays: 1, StorageClass: 'GLACIER' }],
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      Filter: { Prefix: 'a' },
      'LifecycleConfiguration.Rules.*': { Status: 'Enabled', Filter: { Prefix: 'a' } },
      'NotificationConfiguration.LambdaFunctionConfigurations.Filter': {},
      'NotificationConfiguration.LambdaFunctionConfigurations.Filter.Key': {
        FilterRules: [{ Name: 'prefix', Value: 'a' }],
      },
      'MultipartUpload.Parts.*': emptyPart,
      Events: ['s3:ObjectCreated:*'],
      LambdaFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f',
      TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
      BucketRegion: 'us-east-1',
    },
    besides: {
      CopyObject: {
        MetadataDirective: 'REPLACE',
        TaggingDirective: 'REPLACE',
        ServerSideEncryption: 'aws:kms',
      },
      CompleteMultipartUpload: { MultipartUpload: { Parts: [emptyPart] } },
      ListMultipartUploads: { KeyMarker: 'key' },
      CreateMultipartUpload: { ServerSideEncryption: 'aws:kms' },
      PutBucketLifecycleConfiguration: {
        LifecycleConfiguration: {
          Rules: [{ Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } }],
        },
      },
      PutObject: { Body: 'text', ServerSideEncryption: 'aws:kms' },
      UploadPart: { Body: 'text' },
    },
  });
  expect(vanished).toEqual([]);
});

/** Whether a member is a header that is read or refused for all operations alike, or means nothing here. */
function isOfHeader(operation: string, path: string): boolean {
  const found = [...inputSchema(sdk, operation).structIterator()].find(([name]) => name === path);
  const header = String(found?.[1].getMergedTraits().httpHeader ?? '').toLowerCase();
  return ofTheService.has(header) || nothing.has(header) || refusedHeader([header]) !== undefined;
}
