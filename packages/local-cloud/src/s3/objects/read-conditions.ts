/** The conditions a reader may set, under AWS's names. */
export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/**
 * The condition that does not hold, by its header. A condition on the ETag that is given outweighs the one on
 * the time. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function failedCondition(
  conditions: ReadConditions,
  object: { readonly etag: string; readonly lastModified: Date },
): 'If-Match' | 'If-Unmodified-Since' | 'If-None-Match' | 'If-Modified-Since' | undefined {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!etagMatches(IfMatch, object.etag)) return 'If-Match';
  } else if (IfUnmodifiedSince && object.lastModified > IfUnmodifiedSince) {
    return 'If-Unmodified-Since';
  }
  if (IfNoneMatch !== undefined) {
    if (etagMatches(IfNoneMatch, object.etag)) return 'If-None-Match';
  } else if (IfModifiedSince && IfModifiedSince <= new Date() && object.lastModified <= IfModifiedSince) {
    // A date in the future is ignored.
    return 'If-Modified-Since';
  }
  return undefined;
}

/** Is an object's ETag among those of a header? Clients may leave out the quotes. */
export function etagMatches(header: string, etag: string): boolean {
  const given = header.split(',').map((candidate) => candidate.trim().replace(/^(W\/)?"?|"$/g, ''));
  return given.includes('*') || given.includes(etag.replaceAll('"', ''));
}
