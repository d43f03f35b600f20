import { isRecord } from '../../aws/is-record.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { validationError } from '../errors.ts';
import type { ResourceServices } from '../resource-services.ts';
import { storedType } from './parameter-definition.ts';
import type { ParameterValue } from './parameter-values.ts';

/** Parameters with what Systems Manager has for those whose types say so; their own values are names. */
export function withStoredValues(
  values: readonly ParameterValue[],
  services: ResourceServices,
): ParameterValue[] {
  return values.map((parameter) => {
    const { definition, value } = parameter;
    const isName = definition.type === 'AWS::SSM::Parameter::Name';
    if (!isName && storedType(definition.type) === undefined) return parameter;
    const found = storedParameter(services, value);
    if (!found) {
      throw validationError(`Unable to fetch parameters [${value}] from parameter store for this account.`);
    }
    if (isName) return parameter;
    if (found.Type === 'SecureString') {
      throw validationError(
        `Parameters [${value}] referenced by template have types not supported by CloudFormation.`,
      );
    }
    return { ...parameter, stored: found.Value ?? '' };
  });
}

/** What `{{resolve:ssm:…}}` stands for. */
export function storedValue(services: ResourceServices, name: string): string {
  const found = storedParameter(services, name);
  if (!found) throw validationError(`Parameters: [ssm:${name}] cannot be found.`);
  if (found.Type !== 'SecureString') return found.Value ?? '';
  throw validationError(`Non-secure ssm prefix was used for secure parameter: ${name}`);
}

/**
 * What `{{resolve:secretsmanager:…}}` stands for: a secret's name or ARN, then, all optional, SecretString, a member of
 * its JSON, a stage and a version.
 */
export function secretValue({ secretsmanager }: ResourceServices, text: string): string {
  const [, SecretId = '', rest = ''] = /^(arn:(?:[^:]*:){5}[^:]*(?=:|$)|[^:]*)(.*)$/.exec(text) ?? [];
  const [, kind = 'SecretString', key, stage, version] = rest.split(':');
  if (kind !== '' && kind !== 'SecretString')
    throw validationError(`Secrets Manager dynamic references take SecretString alone, received ${kind}.`);
  const { SecretString = '' } = secretsmanager.operations.GetSecretValue({
    SecretId,
    VersionStage: stage || undefined,
    VersionId: version || undefined,
  });
  return key ? memberOf(SecretString, key) : SecretString;
}

function memberOf(text: string, key: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && value[key] !== undefined) return String(value[key]);
  } catch {
    throw validationError('Could not parse SecretString JSON.');
  }
  throw validationError(`Could not find a value associated with JSONKey in SecretString: ${key}`);
}

function storedParameter({ ssm }: ResourceServices, Name: string) {
  try {
    return ssm.operations.GetParameter({ Name }).Parameter;
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}
