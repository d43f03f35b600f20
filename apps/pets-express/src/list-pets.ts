// Strangling: GET /pets without Express and mongoose. The response is the same to the byte.
import { setTimeout as delay } from 'node:timers/promises';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { MongoClient, ObjectId } from 'mongodb';
import Negotiator from 'negotiator';
import { assets } from './assets.ts';
import { afterThaw, mongoTimeouts, mongoUri, timeoutMs, tooSlow } from './mongo-server.ts';
import { pageOf, readListQuery } from './pet-list.ts';
import { problemOf } from './problem.ts';
import { securityHeaders } from './security-headers.ts';
import error from './views/error.pug';

// Kept between invocations. The driver itself connects again after a failure.
const client = new MongoClient(mongoUri, mongoTimeouts);
const collection = client.db().collection('pets');

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  try {
    const page = listPets(event.queryStringParameters ?? {});
    return respond(200, JSON.stringify(await Promise.race([page, deadline()])));
  } catch (cause) {
    return reportProblem(cause, event);
  }
}

async function listPets(query: Record<string, unknown>) {
  const { kind, after, size } = readListQuery(query);
  await afterThaw();
  const filter = { ...(kind && { kind }), ...(after && { _id: { $gt: new ObjectId(after) } }) };
  const found = await collection
    .find(filter)
    .sort({ _id: 1 })
    .limit(size + 1)
    .toArray();
  return pageOf(
    found.map(({ _id, ...fields }) => ({ id: String(_id), ...fields })),
    size,
  );
}

async function deadline(): Promise<never> {
  await delay(timeoutMs, undefined, { ref: false });
  throw tooSlow();
}

function reportProblem(cause: unknown, { headers }: APIGatewayProxyEvent): APIGatewayProxyResult {
  const { status, message, errors } = problemOf(cause);
  if (status >= 500) console.error(cause);
  const accept = Object.entries(headers).find(([name]) => name.toLowerCase() === 'accept')?.[1];
  const type = new Negotiator({ headers: { accept } }).mediaType(['application/json', 'text/html']);
  const own = { vary: 'Accept', ...(status === 503 && { 'retry-after': '1' }) };
  if (type === 'text/html')
    return respond(status, error({ assets, base: '', message, errors: errors ?? {} }), {
      ...own,
      'content-type': 'text/html; charset=utf-8',
    });
  return respond(status, JSON.stringify({ message, ...(errors && { errors }) }), own);
}

function respond(
  statusCode: number,
  body: string,
  headers: Record<string, string> = {},
): APIGatewayProxyResult {
  const always = {
    ...securityHeaders,
    'access-control-allow-origin': '*',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
  };
  return { statusCode, headers: { ...always, ...headers }, body };
}
