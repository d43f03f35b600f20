import { HttpError, pathParameter } from '@samples/http';
import type { APIGatewayProxyEvent } from 'aws-lambda';

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-partition-sort-keys
const longestKey = 2048;

/** The id in the path, percent-decoded: any string that DynamoDB accepts as a key. */
export function resourceId(event: APIGatewayProxyEvent): string {
  const id = pathParameter(event, 'resourceId');
  const size = Buffer.byteLength(id);
  if (size < 1 || size > longestKey) {
    throw new HttpError(
      400,
      `Expected 1 to ${longestKey} bytes for path parameter resourceId, received ${size}`,
    );
  }
  return id;
}
