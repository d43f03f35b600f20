import { ServiceError } from '../../aws/service-error.ts';
import type { Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { valuesAt } from '../values-at.ts';

export const s3BucketPolicy: ResourceType = {
  type: 'AWS::S3::BucketPolicy',
  attributes: [],
  properties: { Bucket: 'replace', PolicyDocument: 'update' },
  required: ['Bucket', 'PolicyDocument'],
  missing: ['NoSuchBucket'],

  refusals({ PolicyDocument = {} }) {
    const excepted = valuesAt(PolicyDocument, ['Statement', 'NotPrincipal']);
    return excepted.length > 0
      ? ['NotPrincipal in a bucket policy is not offered by this embedded cloud']
      : [];
  },

  async create(properties, context) {
    const Bucket = String(properties.Bucket);
    if (hasPolicy(Bucket, context)) {
      throw new ServiceError('AlreadyExists', `The bucket policy already exists on bucket ${Bucket}.`, 409);
    }
    putPolicy(Bucket, properties, context);
    return { physicalId: Bucket, attributes: {} };
  },

  async update(properties, existing, context) {
    putPolicy(existing.physicalId, properties, context);
    return existing;
  },

  async delete(existing, context) {
    context.services.s3.operations.DeleteBucketPolicy({ Bucket: existing.physicalId });
  },
};

function putPolicy(Bucket: string, { PolicyDocument }: Properties, { services }: ResourceContext): void {
  services.s3.operations.PutBucketPolicy({ Bucket, Policy: JSON.stringify(PolicyDocument) });
}

function hasPolicy(Bucket: string, { services }: ResourceContext): boolean {
  try {
    services.s3.operations.GetBucketPolicy({ Bucket });
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'NoSuchBucketPolicy') return false;
    throw error;
  }
}
