import type { Caller } from '../../aws/service.ts';
import type { Backends } from '../backends.ts';
import type { Exchange } from '../exchange.ts';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import { compileEndpointUri } from '../mapping/endpoint-uri.ts';
import { serviceRole } from '../service-role.ts';

const noPath = new Map<string, string[]>();

/** Stands for the credentials of the caller who signed the request. */
export const callerCredentials = 'arn:aws:iam::*:user/*';

/** Compiles an integration's `credentials`: the role or caller that the gateway calls as; `undefined` without any. */
export function compileRole(
  credentials: string | undefined,
  { iam }: Backends,
): (exchange: Exchange) => Caller | undefined {
  if (credentials === undefined) return () => undefined;
  if (credentials === callerCredentials) return requireCaller;
  const roleArn = compileEndpointUri(credentials);
  return ({ stage }) => {
    const caller = serviceRole(iam, roleArn(stage.variables, noPath));
    if (caller) return caller;
    throw configurationError(new Error('API Gateway does not have permission to assume the provided role'));
  };
}

function requireCaller({ caller }: Exchange): Caller {
  if (caller) return caller;
  throw configurationError(
    new Error('The credentials of a caller need a method of authorization type AWS_IAM'),
  );
}
