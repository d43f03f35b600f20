import { isRecord } from '../../aws/is-record.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { cognitoInputTypes } from '../../cognito/cognito-input-types.ts';
import type { Properties } from '../resource-type.ts';

/**
 * Properties as Cognito's operations take them: a template may write numbers and booleans as strings, and the other
 * way round. Throws for a member that Cognito does not have.
 */
export function cognitoValues<Input>(properties: Properties): Input {
  return membersOf(properties) as Input;
}

function membersOf(members: Properties): Properties {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, valueOfMember(name, value)]),
  );
}

function valueOfMember(name: string, value: unknown): unknown {
  const type = cognitoInputTypes.get(name);
  if (type === undefined) {
    throw new ServiceError('ValidationError', `Encountered unsupported property ${name}`);
  }
  if (type === 'list of structure' && Array.isArray(value)) {
    return value.map((item) => (isRecord(item) ? membersOf(item) : item));
  }
  if (type === 'structure' && isRecord(value)) return membersOf(value);
  if (type === 'number' && typeof value === 'string' && value.trim() !== '') return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  return value;
}
