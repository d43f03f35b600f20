import { promisify } from 'node:util';
import { deflate, gunzip, gzip, inflate } from 'node:zlib';
import type { Call, HttpResponse } from '../exchange.ts';
import { GatewayFault } from '../gateway-responses/gateway-fault.ts';
import type { Header } from '../headers/header.ts';

const maxPayloadBytes = 10 * 1024 * 1024;

const encoders = { gzip: promisify(gzip), deflate: promisify(deflate) } as const;
const decoders = { gzip: promisify(gunzip), deflate: promisify(inflate) } as const;

type Encoding = keyof typeof encoders;

/**
 * The body of a request to an API with compression, which takes compressed ones too. Other APIs pass a body on as it is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html
 */
export async function decodePayload({ deployment, headers }: Call, body: Buffer): Promise<Buffer> {
  const encoding = headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (deployment.minimumCompressionSize === undefined || encoding === 'identity' || body.length === 0) {
    return body;
  }
  if (!isEncoding(encoding)) throw new GatewayFault('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
  try {
    return await decoders[encoding](body, { maxOutputLength: maxPayloadBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new GatewayFault('REQUEST_TOO_LARGE', 'Request Too Long');
    }
    throw new GatewayFault('BAD_REQUEST_BODY', 'Invalid request body', { cause: error });
  }
}

/** The response, compressed where its API does so, the client takes it and it is as long as the API says. */
export async function encodeResponse(
  { deployment, headers }: Call,
  response: HttpResponse,
): Promise<HttpResponse> {
  const { minimumCompressionSize: size } = deployment;
  const length = Buffer.byteLength(response.body);
  if (size === undefined || length === 0 || length < size) return response;
  const encoding = acceptedEncoding(String(headers['accept-encoding'] ?? ''));
  const isEncoded = response.headers.some(([name]) => name.toLowerCase() === 'content-encoding');
  if (!encoding || isEncoded) return response;
  const added: Header = ['Content-Encoding', encoding];
  return {
    ...response,
    headers: [...response.headers, added],
    body: await encoders[encoding](response.body),
  };
}

/** The first that both know; a quality of zero excludes one. */
function acceptedEncoding(accepted: string): Encoding | undefined {
  const names = accepted.split(',').flatMap((item) => {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
  });
  if (names.includes('gzip') || names.includes('*')) return 'gzip';
  return names.includes('deflate') ? 'deflate' : undefined;
}

function isEncoding(name: string): name is Encoding {
  return Object.hasOwn(encoders, name);
}
