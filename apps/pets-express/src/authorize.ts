import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';

const { WRITE_TOKEN } = process.env;
if (!WRITE_TOKEN) throw new Error('Expected a token for environment variable WRITE_TOKEN, received none');
const expected = hash(`Bearer ${WRITE_TOKEN}`);

/** A Lambda authorizer: anyone with the token may call the method. */
export async function handler({
  authorizationToken,
  methodArn,
}: APIGatewayTokenAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  // API Gateway responds 401 to exactly this message.
  if (!timingSafeEqual(hash(authorizationToken), expected)) throw new Error('Unauthorized');
  const statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: methodArn } as const;
  return { principalId: 'writer', policyDocument: { Version: '2012-10-17', Statement: [statement] } };
}

/** Hashes have one length, as a comparison in constant time needs. */
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
