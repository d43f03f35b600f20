import type {
  CreateFunctionCommandInput,
  FunctionConfiguration,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { invalidValue } from '../errors.ts';

type Given = Pick<
  CreateFunctionCommandInput | UpdateFunctionConfigurationCommandInput,
  'DeadLetterConfig' | 'KMSKeyArn' | 'SnapStart' | 'VpcConfig'
>;

/** Settings that change nothing here: kept, and shown as AWS shows them. */
export function keptSettings(
  given: Given,
  before: FunctionConfiguration | undefined,
): Pick<FunctionConfiguration, 'DeadLetterConfig' | 'KMSKeyArn' | 'SnapStart' | 'VpcConfig'> {
  const DeadLetterConfig = given.DeadLetterConfig ?? before?.DeadLetterConfig;
  const KMSKeyArn = given.KMSKeyArn ?? before?.KMSKeyArn;
  const VpcConfig = given.VpcConfig
    ? {
        SubnetIds: given.VpcConfig.SubnetIds ?? [],
        SecurityGroupIds: given.VpcConfig.SecurityGroupIds ?? [],
        VpcId: '',
        Ipv6AllowedForDualStack: given.VpcConfig.Ipv6AllowedForDualStack ?? false,
      }
    : before?.VpcConfig;
  return {
    ...(DeadLetterConfig && { DeadLetterConfig }),
    ...(KMSKeyArn && { KMSKeyArn }),
    ...(VpcConfig && { VpcConfig }),
    SnapStart: { ApplyOn: applyOn(given.SnapStart ?? before?.SnapStart), OptimizationStatus: 'Off' },
  };
}

function applyOn({ ApplyOn = 'None' }: NonNullable<Given['SnapStart']> = {}) {
  if (ApplyOn === 'None' || ApplyOn === 'PublishedVersions') return ApplyOn;
  const constraint = 'Member must satisfy enum value set: [PublishedVersions, None]';
  throw invalidValue(ApplyOn, 'snapStart.applyOn', constraint);
}
