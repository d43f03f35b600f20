import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const iamInputTypes = inputTypes({
  string: `AssumeRolePolicyDocument Description Key Marker Path PathPrefix PermissionsBoundary PolicyArn
    EntityFilter PolicyDocument PolicyName PolicyUsageFilter RoleName Scope Value VersionId`,
  boolean: 'OnlyAttached SetAsDefault',
  number: 'MaxItems MaxSessionDuration',
  'list of structure': 'Tags',
});
