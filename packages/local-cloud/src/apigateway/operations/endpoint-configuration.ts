import type { EndpointConfiguration } from '@aws-sdk/client-api-gateway';
import { badRequest, enumConstraint, type ShapeFailure } from '../errors.ts';

export const endpointTypes: readonly string[] = ['PRIVATE', 'EDGE', 'REGIONAL'];
export const ipAddressTypes: readonly string[] = ['ipv4', 'dualstack'];

/** What AWS's shapes exclude of the endpoint configuration of a new API. */
export function endpointFailures({ types, ipAddressType }: EndpointConfiguration): ShapeFailure[] {
  const failures: ShapeFailure[] = [];
  const where = 'createRestApiInput.endpointConfiguration';
  if (types?.some((type) => !endpointTypes.includes(type))) {
    const constraint = `Member must satisfy constraint: [${enumConstraint(endpointTypes)}]`;
    failures.push({ value: `[${types.join(', ')}]`, member: `${where}.types`, constraint });
  }
  if (ipAddressType !== undefined && !ipAddressTypes.includes(ipAddressType)) {
    const constraint = enumConstraint(ipAddressTypes);
    failures.push({ value: ipAddressType, member: `${where}.ipAddressType`, constraint });
  }
  return failures;
}

/** The configuration with AWS's defaults. The type is kept: every API is served on this machine. */
export function checkedEndpoint(configuration: EndpointConfiguration = {}): EndpointConfiguration {
  const { types = ['EDGE'] } = configuration;
  if (types.length === 0) {
    throw badRequest('REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.');
  }
  if (types.length > 1) throw badRequest('Cannot create an api with multiple Endpoint Types.');
  const isPrivate = types[0] === 'PRIVATE';
  const { ipAddressType = isPrivate ? 'dualstack' : 'ipv4' } = configuration;
  if (isPrivate && ipAddressType !== 'dualstack') {
    throw badRequest('Only dualstack ipAddressType is supported for Private APIs.');
  }
  return { ...configuration, types, ipAddressType };
}
