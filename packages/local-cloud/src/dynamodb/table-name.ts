import { ServiceError } from '../aws/service-error.ts';

/** The name of a table that is given by its name or ARN. */
export function tableName(nameOrArn: string | undefined): string {
  if (nameOrArn !== undefined && typeof nameOrArn !== 'string') {
    throw new ServiceError('SerializationException', 'Expected a string for TableName.');
  }
  return nameOrArn?.replace(/^arn:aws:dynamodb:[^:]*:\d*:table\//, '') ?? '';
}
