import type { Capability, Tag } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.ts';
import { isTrue } from '../is-true.ts';
import type { StackOptions } from '../state.ts';

/** The inputs that create, update and change-set operations have in common. */
export interface OptionsInput {
  readonly DisableRollback?: boolean | undefined;
  readonly EnableTerminationProtection?: boolean | undefined;
  readonly RoleARN?: string | undefined;
  readonly TimeoutInMinutes?: number | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly Capabilities?: readonly Capability[] | undefined;
}

const capabilities = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];

/** Options that are not given keep the stack's own values. */
export function stackOptions(input: OptionsInput, before?: StackOptions): StackOptions {
  return {
    disableRollback: isTrue(input.DisableRollback),
    terminationProtection: before?.terminationProtection ?? isTrue(input.EnableTerminationProtection),
    roleArn: input.RoleARN ?? before?.roleArn,
    timeoutInMinutes: minutes(input.TimeoutInMinutes),
    tags: tags(input.Tags) ?? before?.tags ?? [],
    capabilities: checkedCapabilities(listOf(input.Capabilities)),
  };
}

/** Refuses, by name, inputs that AWS accepts and this cloud does not. */
export function refuseInputs(input: object, names: readonly string[]): void {
  const given = names.find((name) => {
    const value = (input as Record<string, unknown>)[name];
    // The tools send also what they do not ask for: false, and the mode that is AWS's default.
    const isNothing = value === undefined || value === '' || String(value) === 'false';
    const isDefault = JSON.stringify(value) === '{"Mode":"STANDARD"}';
    return !isNothing && !isDefault && !(Array.isArray(value) && value.length === 0);
  });
  if (given !== undefined) throw validationError(`${given} is not offered by this embedded cloud.`);
}

function minutes(given: number | string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1) return value;
  throw validationError(
    `1 validation error detected: Value '${given}' at 'timeoutInMinutes' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  );
}

function tags(given: readonly Tag[] | '' | undefined): readonly Tag[] | undefined {
  if (given === undefined) return undefined;
  const list = listOf(given);
  if (list.length > 50) throw validationError('A stack may have at most 50 tags.');
  for (const { Key: key = '' } of list) {
    if (key === '' || key.length > 128) throw validationError('The key of a tag has 1 to 128 characters.');
    if (list.filter((tag) => tag.Key === key).length > 1) throw validationError(`Duplicate tag key: ${key}`);
    if (key.startsWith('aws:')) {
      throw validationError('aws: prefixed tag key names are not allowed for external use.');
    }
  }
  return list;
}

function checkedCapabilities(given: readonly string[]): readonly string[] {
  const unknown = given.find((name) => !capabilities.includes(name));
  if (unknown === undefined) return given;
  throw validationError(
    `1 validation error detected: Value '[${unknown}]' at 'capabilities' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [${capabilities.join(', ')}]]`,
  );
}

/** The Query protocol writes an empty list as an empty string. */
export function listOf<T>(list: readonly T[] | '' | undefined): readonly T[] {
  return list || [];
}
