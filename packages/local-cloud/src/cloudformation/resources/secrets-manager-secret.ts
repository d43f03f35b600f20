import { isRecord } from '../../aws/is-record.ts';
import { invalidParameter } from '../../secretsmanager/errors.ts';
import type { PasswordInput } from '../../secretsmanager/operations/random-password.ts';
import type { SecretsOperations } from '../../secretsmanager/operations.ts';
import type { SecretTag } from '../../secretsmanager/state.ts';
import { isTrue } from '../is-true.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

interface GeneratedSecret extends PasswordInput {
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
}

interface SecretProperties extends Properties {
  readonly Name?: string;
  readonly Description?: string;
  readonly KmsKeyId?: string;
  readonly SecretString?: string;
  readonly GenerateSecretString?: GeneratedSecret;
  readonly Tags?: readonly SecretTag[];
}

export const secretsManagerSecret: ResourceType = {
  type: 'AWS::SecretsManager::Secret',
  takesStackTags: true,
  attributes: ['Id'],
  properties: {
    Name: 'replace',
    Description: 'update',
    GenerateSecretString: 'update',
    KmsKeyId: 'update',
    SecretString: 'update',
    Tags: 'update',
  },
  notOffered: ['ReplicaRegions', 'Type'],
  lists: ['Tags'],
  missing: ['ResourceNotFoundException'],

  async create(properties, { services, generateName }) {
    const { Name = generateName(64), Description, KmsKeyId, Tags, ...value } = properties as SecretProperties;
    const { operations } = services.secretsmanager;
    const SecretString = value.SecretString ?? generated(operations, value.GenerateSecretString ?? {});
    const { ARN } = operations.CreateSecret({
      Name,
      Description,
      KmsKeyId,
      Tags,
      SecretString,
    });
    return { physicalId: ARN, attributes: { Id: ARN } };
  },

  async update(properties, { physicalId, properties: before }, { services }) {
    const wanted = properties as SecretProperties;
    const former = before as SecretProperties;
    const secrets = services.secretsmanager.operations;
    const isNew = JSON.stringify(wanted.GenerateSecretString) !== JSON.stringify(former.GenerateSecretString);
    const made =
      isNew && wanted.GenerateSecretString ? generated(secrets, wanted.GenerateSecretString) : undefined;
    const SecretString = wanted.SecretString === former.SecretString ? made : (wanted.SecretString ?? made);
    const { Description = '', KmsKeyId } = wanted;
    secrets.UpdateSecret({ SecretId: physicalId, Description, KmsKeyId, SecretString });
    const TagKeys = (former.Tags ?? []).map(({ Key = '' }) => Key);
    secrets.UntagResource({ SecretId: physicalId, TagKeys });
    secrets.TagResource({ SecretId: physicalId, Tags: wanted.Tags ?? [] });
    return { physicalId, attributes: { Id: physicalId } };
  },

  async delete({ physicalId }, { services }) {
    services.secretsmanager.operations.DeleteSecret({
      SecretId: physicalId,
      ForceDeleteWithoutRecovery: true,
    });
  },
};

/** A random password, alone or as a member of the JSON that the template gives. */
function generated(
  { GetRandomPassword }: Pick<SecretsOperations, 'GetRandomPassword'>,
  {
    SecretStringTemplate,
    GenerateStringKey = '',
    PasswordLength,
    ExcludeCharacters,
    ...flags
  }: GeneratedSecret,
): string {
  const booleans = Object.entries(flags).map(([name, flag]) => [name, isTrue(flag)]);
  const settings = { PasswordLength, ExcludeCharacters, ...Object.fromEntries(booleans) };
  const { RandomPassword } = GetRandomPassword(settings);
  if (SecretStringTemplate === undefined) return RandomPassword;
  return JSON.stringify({ ...templateOf(SecretStringTemplate), [GenerateStringKey]: RandomPassword });
}

function templateOf(text: string): Record<string, unknown> {
  try {
    const template: unknown = JSON.parse(text);
    if (isRecord(template)) return template;
  } catch {
    // Reported as what is not an object.
  }
  throw invalidParameter('Expected a JSON object for SecretStringTemplate.');
}
