import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const ecrInputTypes = inputTypes({
  string:
    'Key Value encryptionType filter filterType imageTagMutability kmsKey nextToken registryId repositoryName resourceArn',
  boolean: 'force scanOnPush',
  number: 'maxResults',
  'list of string': 'repositoryNames tagKeys',
  'list of structure': 'imageTagMutabilityExclusionFilters tags',
  structure: 'encryptionConfiguration imageScanningConfiguration',
});
