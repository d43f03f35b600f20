import { inputTypes } from '../aws/input-types.ts';

/** The members of all operations' inputs. */
export const ssmInputTypes = inputTypes({
  string: `AllowedPattern DataType Description Key KeyId Name NextToken Option Path Policies ResourceId ResourceType
    Tier Type Value`,
  number: 'MaxResults',
  boolean: 'Overwrite Recursive Shared WithDecryption',
  'list of string': 'Names TagKeys Values',
  'list of structure': 'Filters ParameterFilters Tags',
});
