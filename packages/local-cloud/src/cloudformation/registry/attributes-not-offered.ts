/**
 * What `Fn::GetAtt` can name on AWS and not here, by type, of the types that this cloud has. Source: the read-only
 * properties in the public schemas of the CloudFormation registry, November 2026.
 */
export const attributesNotOffered: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Account': ['Id'],
  'AWS::Cognito::IdentityPool': ['Id'],
  'AWS::Cognito::IdentityPoolRoleAttachment': ['Id'],
  'AWS::Cognito::UserPoolDomain': ['CloudFrontDistribution'],
  'AWS::DynamoDB::Table': ['StreamArn'],
  'AWS::IAM::AccessKey': ['Id'],
  'AWS::Lambda::Function': [
    'SnapStartResponse',
    'SnapStartResponse.ApplyOn',
    'SnapStartResponse.OptimizationStatus',
  ],
  'AWS::S3::Bucket': [
    'MetadataConfiguration.Destination',
    'MetadataConfiguration.InventoryTableConfiguration.TableArn',
    'MetadataConfiguration.InventoryTableConfiguration.TableName',
    'MetadataConfiguration.JournalTableConfiguration.TableArn',
    'MetadataConfiguration.JournalTableConfiguration.TableName',
    'MetadataTableConfiguration.S3TablesDestination.TableArn',
    'MetadataTableConfiguration.S3TablesDestination.TableNamespace',
  ],
};
