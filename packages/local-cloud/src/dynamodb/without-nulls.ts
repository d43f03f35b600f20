import { jsonBody } from '../aws/json-text.ts';

/**
 * A request body in which a null inside a member has become an empty structure. dynalite would die of the null;
 * the empty structure it refuses in AWS's words. A member that is itself null counts as absent already.
 */
export function withoutNulls(body: Buffer): Buffer | string {
  if (!body.includes('null')) return body;
  const members = jsonBody(body, 'SerializationException');
  return JSON.stringify(members, function (this: unknown, _name, value) {
    return value === null && this !== members ? {} : value;
  });
}
