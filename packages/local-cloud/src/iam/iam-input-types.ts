import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const iamInputTypes = inputTypes({
  string: `AWSServiceName AccessKeyId AssignmentStatus AssumeRolePolicyDocument AttachmentName AttachmentType AuthenticationCode1 AuthenticationCode2 CallerArn ContextKeyName ContextKeyType CustomSuffix
    DeletionTaskId Description EntityFilter GroupName InstanceProfileName Key Marker NewPath NewUserName Path PathPrefix
    PermissionsBoundary PolicyArn PolicyDocument PolicyName PolicySourceArn PolicyType PolicyUsageFilter ResourceHandlingOption
    ResourceOwner ResourcePolicy RoleName Scope SerialNumber ServiceName ServiceSpecificCredentialId Status UserName Value VersionId VirtualMFADeviceName`,
  boolean: 'AllUsers OnlyAttached SetAsDefault',
  number: 'CredentialAgeDays MaxItems MaxSessionDuration',
  'list of string': `ActionNames ContextKeyValues PermissionsBoundaryPolicyInputList PolicyInputList ResourceArns TagKeys`,
  'list of structure': 'ContextEntries PolicyExclusionList Tags',
  structure: 'InlinePolicyIdentifier',
});
