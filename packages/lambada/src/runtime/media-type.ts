import Negotiator from 'negotiator';

/**
 * The media type of the response, the best of those a method produces for an `Accept` header; undefined where the
 * client accepts no such type. A method may produce a range, such as `image/*`.
 */
export function negotiate(accept: string | undefined, produced: readonly string[]): string | undefined {
  if (accept === undefined || accept === '' || accept === '*/*') return produced[0];
  return new Negotiator({ headers: { accept } }).mediaTypes([...produced])[0];
}

/** Whether a body of this `Content-Type` is one that a method consumes; both may have parameters. */
export function consumes(contentType: string, consumed: readonly string[]): boolean {
  const [type, subtype] = essence(contentType).split('/');
  return consumed.some((one) => {
    const [wantedType, wantedSubtype] = essence(one).split('/');
    return (
      (wantedType === '*' || wantedType === type) && (wantedSubtype === '*' || wantedSubtype === subtype)
    );
  });
}

/** The type without parameters, in lower case. */
export function essence(mediaType: string): string {
  const semicolon = mediaType.indexOf(';');
  return (semicolon < 0 ? mediaType : mediaType.slice(0, semicolon)).trim().toLowerCase();
}

export function isJson(mediaType: string): boolean {
  return /^application\/(json|[\w.+-]+\+json)$/.test(essence(mediaType));
}

/** Types whose bodies are characters; others go through API Gateway in base64. */
export function isText(mediaType: string): boolean {
  const type = essence(mediaType);
  return (
    type.startsWith('text/') || isJson(type) || /^application\/(xml|javascript|[\w.+-]+\+xml)$/.test(type)
  );
}
