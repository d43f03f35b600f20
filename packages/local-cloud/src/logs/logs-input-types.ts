import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const logsInputTypes = inputTypes({
  string: `filterPattern kmsKeyId logGroupClass logGroupIdentifier logGroupName logGroupNamePattern
    logGroupNamePrefix logStreamName logStreamNamePrefix message nextToken orderBy resourceArn sequenceToken`,
  number: 'endTime limit retentionInDays startTime timestamp',
  boolean: 'deletionProtectionEnabled descending includeLinkedAccounts interleaved startFromHead unmask',
  structure: 'entity',
  'list of string': 'accountIdentifiers logGroupIdentifiers logStreamNames tagKeys',
  'list of structure': 'logEvents',
  'map of string': 'attributes keyAttributes tags',
});
