import { type Account, regionalArn } from '../account.ts';
import { ServiceError } from '../aws/service-error.ts';
import { invalid, parameterNotFound } from './errors.ts';
import type { ParameterRecord, ParameterVersion, SsmState } from './state.ts';
import { currentVersion } from './state.ts';

const maxLevels = 15;

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export function checkNewName(name = ''): string {
  const [first = ''] = name.split('/').filter(Boolean);
  if (/^aws/i.test(first)) {
    throw new ServiceError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  }
  const isPath = /^(?:[\w.-]+|(?:\/[\w.-]+)+)$/.test(name);
  if (name.length > 1011 || /^ssm/i.test(first) || !isPath) {
    throw invalid(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (name.split('/').length - 1 > maxLevels) {
    throw new ServiceError(
      'HierarchyLevelLimitExceededException',
      `Hierarchies may have a maximum of ${maxLevels} levels. For more information, see Requirements and constraints for parameter names in the AWS Systems Manager User Guide.`,
    );
  }
  return name;
}

export function parameterArn(account: Account, name: string): string {
  return regionalArn(account, 'ssm', `parameter${name.startsWith('/') ? '' : '/'}${name}`);
}

/** The name in `name`, `name:version` and the ARN of either. */
export function nameOf(account: Account, reference: string): { name: string; selector?: string } {
  const prefix = regionalArn(account, 'ssm', 'parameter');
  const path = reference.startsWith(prefix) ? reference.slice(prefix.length) : reference;
  const [, name = path, selector] = /^([^:]*):(.*)$/.exec(path) ?? [];
  return selector === undefined ? { name } : { name, selector };
}

export interface FoundParameter {
  readonly record: ParameterRecord;
  readonly version: ParameterVersion;
  /** `:3`, where the reference had it. */
  readonly selector?: string;
}

export function findParameter(state: SsmState, reference: string): FoundParameter {
  const { name, selector } = nameOf(state.account, reference);
  // The ARN of `x` has a slash in front of it, as that of `/x` has.
  const record = state.parameters.get(name) ?? (name !== reference && state.parameters.get(name.slice(1)));
  if (!record) throw parameterNotFound();
  if (selector === undefined) return { record, version: currentVersion(record) };
  const version = record.versions.find((each) => String(each.version) === selector);
  if (version) return { record, version, selector: `:${selector}` };
  throw new ServiceError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${selector} of ${name}. Verify the version and try again.`,
  );
}
