import type { APIGatewayProxyEvent } from 'aws-lambda';
import { badValue } from './bad-value.ts';
import { HttpError } from './http-error.ts';

/**
 * A path parameter, percent-decoded. REST APIs pass on the raw text, for `{proxy+}` too, so this is
 * the one place that decodes it. Throws a 400 `HttpError` for a malformed escape, and a `TypeError`
 * when the resource's path has no parameter of that name.
 */
export function pathParameter(
  { pathParameters }: Pick<APIGatewayProxyEvent, 'pathParameters'>,
  name: string,
): string {
  const raw = pathParameters && Object.hasOwn(pathParameters, name) ? pathParameters[name] : undefined;
  if (raw === undefined) {
    throw new TypeError(badValue(`{${name}} in the path of the resource`, `path parameter ${name}`, raw));
  }
  try {
    return decodeURIComponent(raw);
  } catch (cause) {
    throw new HttpError(400, badValue('percent-encoded UTF-8', `path parameter ${name}`, raw), { cause });
  }
}
