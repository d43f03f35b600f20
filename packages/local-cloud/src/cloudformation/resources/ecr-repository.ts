import type { CreateRepositoryInput } from '../../ecr/operations/repositories.ts';
import type { Tag } from '../../ecr/state.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

interface RepositoryProperties extends Properties {
  readonly RepositoryName?: string;
  readonly ImageTagMutability?: string;
  readonly ImageScanningConfiguration?: { readonly ScanOnPush?: boolean };
  readonly EncryptionConfiguration?: { readonly EncryptionType?: string };
  readonly Tags?: readonly Tag[];
}

/** A repository of container images, as CDK's bootstrap makes one. */
export const ecrRepository: ResourceType = {
  type: 'AWS::ECR::Repository',
  attributes: ['Arn', 'RepositoryUri'],
  properties: {
    RepositoryName: 'replace',
    EncryptionConfiguration: 'replace',
    ImageScanningConfiguration: 'replace',
    ImageTagMutability: 'replace',
    Tags: 'update',
  },
  inert: [
    'EmptyOnDelete',
    'EncryptionConfiguration.KmsKey',
    'ImageTagMutabilityExclusionFilters',
    'LifecyclePolicy',
    'RepositoryPolicyText',
  ],
  lists: ['Tags'],
  missing: ['RepositoryNotFoundException'],

  async create(properties, { services, generateName }) {
    const wanted = properties as RepositoryProperties;
    const input: CreateRepositoryInput = {
      repositoryName: wanted.RepositoryName ?? generateName(256).toLowerCase(),
      imageTagMutability: wanted.ImageTagMutability,
      imageScanningConfiguration: { scanOnPush: wanted.ImageScanningConfiguration?.ScanOnPush === true },
      encryptionConfiguration: {
        encryptionType: wanted.EncryptionConfiguration?.EncryptionType ?? 'AES256',
      },
      tags: wanted.Tags,
    };
    const { repository } = services.ecr.operations.CreateRepository(input);
    return {
      physicalId: repository.repositoryName,
      attributes: { Arn: repository.repositoryArn, RepositoryUri: repository.repositoryUri },
    };
  },

  async update(properties, existing, { services }) {
    const { operations } = services.ecr;
    const resourceArn = String(existing.attributes.Arn);
    const { tags } = operations.ListTagsForResource({ resourceArn });
    operations.UntagResource({ resourceArn, tagKeys: tags.map(({ Key = '' }) => Key) });
    operations.TagResource({ resourceArn, tags: (properties as RepositoryProperties).Tags ?? [] });
    return existing;
  },

  async delete({ physicalId }, { services }) {
    services.ecr.operations.DeleteRepository({ repositoryName: physicalId });
  },
};
