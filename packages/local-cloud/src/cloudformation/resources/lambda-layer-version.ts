import type { LayerVersionContentInput, PublishLayerVersionRequest } from '@aws-sdk/client-lambda';
import type { Properties, ResourceType } from '../resource-type.ts';

interface LayerProperties
  extends Properties,
    Omit<PublishLayerVersionRequest, 'Content' | 'LayerName'>,
    Partial<Pick<PublishLayerVersionRequest, 'LayerName'>> {
  readonly Content: Omit<LayerVersionContentInput, 'ZipFile'>;
}

export const lambdaLayerVersion: ResourceType = {
  type: 'AWS::Lambda::LayerVersion',
  attributes: ['LayerVersionArn'],
  properties: {
    CompatibleArchitectures: 'replace',
    CompatibleRuntimes: 'replace',
    Content: 'replace',
    Description: 'replace',
    LayerName: 'replace',
    LicenseInfo: 'replace',
  },
  required: ['Content'],
  lists: ['CompatibleArchitectures', 'CompatibleRuntimes'],

  async create(properties, context) {
    const wanted = properties as LayerProperties;
    const { LayerVersionArn = '' } = await context.services.lambda.operations.PublishLayerVersion({
      ...wanted,
      LayerName: wanted.LayerName ?? context.logicalId,
    });
    return { physicalId: LayerVersionArn, attributes: { LayerVersionArn } };
  },

  async delete(existing, context) {
    context.services.lambda.operations.DeleteLayerVersion(layerOf(existing.physicalId));
  },
};

/** `LayerVersionArn` and, for an organization, `OrganizationId`: the principal is then everybody. */
export const lambdaLayerVersionPermission: ResourceType = {
  type: 'AWS::Lambda::LayerVersionPermission',
  attributes: ['Id'],
  properties: {
    Action: 'replace',
    LayerVersionArn: 'replace',
    OrganizationId: 'replace',
    Principal: 'replace',
  },
  required: ['Action', 'LayerVersionArn', 'Principal'],
  missing: ['ResourceNotFoundException'],

  async create(properties, context) {
    const { Action, LayerVersionArn, OrganizationId, Principal } = properties as PermissionProperties;
    const StatementId = context.generateName(100);
    context.services.lambda.operations.AddLayerVersionPermission({
      ...layerOf(LayerVersionArn),
      Action,
      OrganizationId,
      Principal: String(Principal),
      StatementId,
    });
    const Id = `${LayerVersionArn}#${StatementId}`;
    return { physicalId: Id, attributes: { Id } };
  },

  async delete(existing, context) {
    const [arn = '', StatementId] = existing.physicalId.split('#');
    context.services.lambda.operations.RemoveLayerVersionPermission({ ...layerOf(arn), StatementId });
  },
};

interface PermissionProperties extends Properties {
  readonly Action: string;
  readonly LayerVersionArn: string;
  readonly OrganizationId?: string;
  /** A number where YAML reads an account's id as one. */
  readonly Principal: string | number;
}

function layerOf(versionArn: string) {
  const at = versionArn.lastIndexOf(':');
  return { LayerName: versionArn.slice(0, at), VersionNumber: Number(versionArn.slice(at + 1)) };
}
