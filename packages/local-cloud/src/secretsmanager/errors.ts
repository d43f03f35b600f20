import { ServiceError } from '../aws/service-error.ts';

export function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message);
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}

export function refuseMembers(members: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(members))
    if (value !== undefined) throw invalidParameter(`${name} is not offered by this embedded cloud.`);
}
