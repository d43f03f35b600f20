import { badRequest } from '../errors.ts';

/** AWS's words for a parameter mapping that it cannot read. */
export function refuseExpression(expression: string): never {
  throw badRequest(
    `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${expression}]`,
  );
}
