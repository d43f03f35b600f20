import type { InputTypes } from '../../aws/input-types.ts';
import { isRecord } from '../../aws/is-record.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { cognitoInputTypes } from '../../cognito/cognito-input-types.ts';
import type { Properties } from '../resource-type.ts';

/**
 * Properties as Cognito's operations take them: a template may write numbers and booleans as strings, and the other
 * way round. Throws for a member that Cognito does not have.
 */
export function cognitoValues<Input>(properties: Properties, types = cognitoInputTypes): Input {
  return membersOf(properties, types) as Input;
}

function membersOf(members: Properties, types: InputTypes): Properties {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, valueOfMember(name, value, types)]),
  );
}

function valueOfMember(name: string, value: unknown, types: InputTypes): unknown {
  const type = types.get(name);
  if (type === undefined) {
    throw new ServiceError('ValidationError', `Encountered unsupported property ${name}`);
  }
  if (type === 'list of structure' && Array.isArray(value)) {
    return value.map((item) => (isRecord(item) ? membersOf(item, types) : item));
  }
  if (type === 'structure' && isRecord(value)) return membersOf(value, types);
  if (type === 'map of structure' && isRecord(value)) {
    const items = Object.entries(value);
    return Object.fromEntries(
      items.map(([key, item]) => [key, isRecord(item) ? membersOf(item, types) : item]),
    );
  }
  if (type === 'number' && typeof value === 'string' && value.trim() !== '') return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  return value;
}
