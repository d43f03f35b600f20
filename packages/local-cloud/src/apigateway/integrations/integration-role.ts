import type { Caller } from '../../aws/service.ts';
import type { Backends } from '../compile-deployment.ts';
import { configurationError } from '../gateway-responses/gateway-fault.ts';
import { compileEndpointUri } from '../mapping/endpoint-uri.ts';
import { serviceRole } from '../service-role.ts';

const noPath = new Map<string, string[]>();

/** Compiles an integration's `credentials`: the role as which the gateway calls, none where nothing is given. */
export function compileRole(
  credentials: string | undefined,
  { iam }: Backends,
): (stageVariables: Readonly<Record<string, string>>) => Caller | undefined {
  if (credentials === undefined) return () => undefined;
  const roleArn = compileEndpointUri(credentials);
  return (stageVariables) => {
    const caller = serviceRole(iam, roleArn(stageVariables, noPath));
    if (caller) return caller;
    throw configurationError(new Error('API Gateway does not have permission to assume the provided role'));
  };
}
