import { randomInt } from 'node:crypto';
import { isRecord } from '../../aws/is-record.ts';
import { invalidParameter } from '../../secretsmanager/secret-named.ts';
import type { SecretTag } from '../../secretsmanager/state.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

interface GeneratedSecret {
  readonly PasswordLength?: number | string;
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
  readonly ExcludeCharacters?: string;
  readonly ExcludeLowercase?: boolean;
  readonly ExcludeUppercase?: boolean;
  readonly ExcludeNumbers?: boolean;
  readonly ExcludePunctuation?: boolean;
  readonly IncludeSpace?: boolean;
}

interface SecretProperties extends Properties {
  readonly Name?: string;
  readonly Description?: string;
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
    SecretString: 'update',
    Tags: 'update',
  },
  inert: ['GenerateSecretString.RequireEachIncludedType', 'KmsKeyId'],
  notOffered: ['ReplicaRegions', 'Type'],
  lists: ['Tags'],
  missing: ['ResourceNotFoundException'],

  async create(properties, { services, generateName }) {
    const { Name = generateName(64), Description, Tags, ...value } = properties as SecretProperties;
    const SecretString = value.SecretString ?? generated(value.GenerateSecretString ?? {});
    const { ARN } = services.secretsmanager.operations.CreateSecret({
      Name,
      Description,
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
    const made = isNew && wanted.GenerateSecretString ? generated(wanted.GenerateSecretString) : undefined;
    const SecretString = wanted.SecretString === former.SecretString ? made : (wanted.SecretString ?? made);
    secrets.UpdateSecret({ SecretId: physicalId, Description: wanted.Description ?? '', SecretString });
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
function generated(settings: GeneratedSecret): string {
  const {
    PasswordLength = 32,
    ExcludeCharacters = '',
    SecretStringTemplate,
    GenerateStringKey = '',
  } = settings;
  const sets = [
    settings.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    settings.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    settings.ExcludeNumbers ? '' : '0123456789',
    settings.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    settings.IncludeSpace ? ' ' : '',
  ];
  const characters = [...sets.join('')].filter((character) => !ExcludeCharacters.includes(character));
  if (characters.length === 0) throw invalidParameter('Expected characters that are not excluded.');
  const password = Array.from(
    { length: Math.min(Number(PasswordLength), 4096) },
    () => characters[randomInt(characters.length)],
  ).join('');
  if (SecretStringTemplate === undefined) return password;
  return JSON.stringify({ ...templateOf(SecretStringTemplate), [GenerateStringKey]: password });
}

function templateOf(text: string): Record<string, unknown> {
  try {
    const template: unknown = JSON.parse(text);
    if (isRecord(template)) return template;
  } catch {
    // Reported as what is no object.
  }
  throw invalidParameter('Expected a JSON object for SecretStringTemplate.');
}
