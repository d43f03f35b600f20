import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import type { RestRoute } from '../aws/rest-route.ts';
import type { Operation } from '../aws/service.ts';
import { enumConstraint, type ShapeFailure, validationFailure } from './errors.ts';
import { gatewayResponseNames } from './gateway-responses/gateway-response-types.ts';
import { requirePassedRoles } from './passed-roles.ts';

interface Input {
  readonly statusCode?: string;
  readonly responseType?: string;
  readonly patchOperations?: readonly PatchOperation[];
}

/**
 * Routes whose operations refuse what AWS's shapes exclude, all of it at once, and roles that the caller may not pass,
 * before they look at anything else.
 */
export function withCheckedShapes(
  routes: readonly RestRoute[],
  operations: Readonly<Record<string, unknown>>,
): RestRoute[] {
  const names = new Map(Object.entries(operations).map(([name, operation]) => [operation, name]));
  return routes.map((route) => {
    if (route.raw) return route;
    const name = names.get(route.operation) ?? '';
    const inputName = `${name.charAt(0).toLowerCase()}${name.slice(1)}Input`;
    const operation: Operation = (input, context) => {
      const failures = [
        ...patchFailures(input, inputName),
        ...(route.path.includes('{statusCode}') ? statusCodeFailures(input) : []),
        ...(route.path.includes('{responseType}') ? responseTypeFailures(input) : []),
      ];
      if (failures.length > 0) throw validationFailure(...failures);
      requirePassedRoles(context.caller, input);
      return route.operation(input, context);
    };
    return { ...route, operation };
  });
}

const patchOps = ['add', 'remove', 'move', 'test', 'replace', 'copy'];

function patchFailures({ patchOperations = [] }: Input, inputName: string): ShapeFailure[] {
  return patchOperations.flatMap(({ op }, index) => {
    if (op === undefined || patchOps.includes(op)) return [];
    const member = `${inputName}.patchOperations.${index + 1}.member.op`;
    return [{ value: op, member, constraint: enumConstraint(patchOps) }];
  });
}

export function statusCodeFailures({ statusCode = '' }: Input): ShapeFailure[] {
  if (/^[1-5]\d\d$/.test(statusCode)) return [];
  const constraint = 'Member must satisfy regular expression pattern: [1-5]\\d\\d';
  return [{ value: statusCode, member: 'statusCode', constraint }];
}

function responseTypeFailures({ responseType = '' }: Input): ShapeFailure[] {
  if (gatewayResponseNames.some((name) => name === responseType)) return [];
  return [{ value: responseType, member: 'responseType', constraint: enumConstraint(gatewayResponseNames) }];
}
