import type {
  CreateTableCommandInput,
  TableDescription,
  UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';

type Given = Pick<
  CreateTableCommandInput | UpdateTableCommandInput,
  'OnDemandThroughput' | 'SSESpecification' | 'TableClass' | 'WarmThroughput'
>;

export type ShownSettings = Pick<
  TableDescription,
  'OnDemandThroughput' | 'SSEDescription' | 'TableClassSummary' | 'TableId' | 'WarmThroughput'
>;

/** The key that AWS manages. */
const ownKey = 'arn:aws:kms:us-east-1:000000000000:key/aws/dynamodb';

/** Settings of a table that change nothing here, as descriptions show them. What is not given stays. */
export function shownSettings(given: Given, before: ShownSettings): ShownSettings {
  const { OnDemandThroughput, SSESpecification: encryption, TableClass, WarmThroughput } = given;
  return {
    ...before,
    ...(OnDemandThroughput && { OnDemandThroughput }),
    ...(encryption && { SSEDescription: encryption.Enabled ? encrypted(encryption) : undefined }),
    ...(TableClass && { TableClassSummary: { TableClass } }),
    ...(WarmThroughput && { WarmThroughput: { ...WarmThroughput, Status: 'ACTIVE' } }),
  };
}

function encrypted({ SSEType = 'KMS', KMSMasterKeyId = ownKey }: NonNullable<Given['SSESpecification']>) {
  return { Status: 'ENABLED', SSEType, KMSMasterKeyArn: KMSMasterKeyId } as const;
}
