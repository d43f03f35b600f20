import { ServiceError } from '../../aws/service-error.ts';

export interface ChunkedBody {
  readonly body: Buffer;
  /** Header lines after the last chunk; names in lower case. */
  readonly trailers: Readonly<Record<string, string>>;
}

export interface ChunkedOptions {
  /** Every chunk names its signature. */
  readonly isSigned: boolean;
  readonly hasTrailers: boolean;
  /** S3 wants every chunk but the last two to have 8,192 bytes. */
  readonly minChunkBytes?: number;
}

const maxLineBytes = 1024;

/**
 * Takes the `aws-chunked` framing off a body. Throws `IncompleteBody`, `InvalidChunkSizeError` or
 * `MalformedTrailerError`. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function decodeAwsChunked(encoded: Buffer, options: ChunkedOptions): ChunkedBody {
  const chunks: Buffer[] = [];
  let position = 0;

  function line(): string {
    const end = encoded.indexOf('\r\n', position);
    if (end < 0 || end - position > maxLineBytes) throw incompleteBody();
    const text = encoded.toString('latin1', position, end);
    position = end + 2;
    return text;
  }

  for (let size = chunkSize(line(), options); size > 0; size = chunkSize(line(), options)) {
    const end = position + size;
    if (encoded.toString('latin1', end, end + 2) !== '\r\n') throw incompleteBody();
    chunks.push(encoded.subarray(position, end));
    position = end + 2;
  }
  checkChunkSizes(chunks, options.minChunkBytes ?? 8192);

  const trailers: Record<string, string> = {};
  for (let text = line(); text !== ''; text = line()) {
    const [, name, value] = text.match(/^([\w-]+):(.*)$/) ?? [];
    if (!options.hasTrailers || !name) throw malformedTrailer();
    trailers[name.toLowerCase()] = value?.trim() ?? '';
  }
  if (position !== encoded.length) throw incompleteBody();
  return { body: Buffer.concat(chunks), trailers };
}

export function incompleteBody(): ServiceError {
  return new ServiceError('IncompleteBody', 'The request body terminated unexpectedly');
}

export function malformedTrailer(): ServiceError {
  return new ServiceError(
    'MalformedTrailerError',
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  );
}

function chunkSize(header: string, { isSigned }: ChunkedOptions): number {
  const [, size, signature] = header.match(/^([\da-f]{1,8})(;chunk-signature=[\da-f]{64})?$/i) ?? [];
  if (size === undefined || isSigned !== (signature !== undefined)) throw incompleteBody();
  return Number.parseInt(size, 16);
}

function checkChunkSizes(chunks: readonly Buffer[], minChunkBytes: number): void {
  const index = chunks.findIndex((chunk, at) => at < chunks.length - 1 && chunk.length < minChunkBytes);
  if (index < 0) return;
  throw new ServiceError(
    'InvalidChunkSizeError',
    'Only the last chunk is allowed to have a size less than 8192 bytes',
    403,
    { Chunk: index + 1, BadChunkSize: chunks[index]?.length },
  );
}
