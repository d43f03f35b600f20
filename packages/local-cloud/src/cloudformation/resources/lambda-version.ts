import { ServiceError } from '../../aws/service-error.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

interface VersionProperties extends Properties {
  readonly FunctionName: string;
  readonly Description?: string;
  readonly CodeSha256?: string;
}

export const lambdaVersion: ResourceType = {
  type: 'AWS::Lambda::Version',
  attributes: ['Version', 'FunctionArn'],
  properties: { CodeSha256: 'replace', Description: 'replace', FunctionName: 'replace' },
  required: ['FunctionName'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const { FunctionName, Description, CodeSha256 } = properties as VersionProperties;
    const { operations } = context.services.lambda;
    const before = operations.ListVersionsByFunction({ FunctionName }).Versions ?? [];
    const { Version, FunctionArn } = operations.PublishVersion({ FunctionName, Description, CodeSha256 });
    if (before.some((version) => version.Version === Version)) {
      throw new ServiceError(
        'AlreadyExists',
        `A version for this Lambda function exists ( ${Version} ). Modify the function to create a new version.`,
      );
    }
    return { physicalId: FunctionArn ?? '', attributes: { Version, FunctionArn } };
  },
  inert: ['ProvisionedConcurrencyConfig', 'RuntimePolicy'],
  notOffered: ['FunctionScalingConfig'],

  async delete(existing, context) {
    context.services.lambda.operations.DeleteFunction({ FunctionName: existing.physicalId });
  },
};
