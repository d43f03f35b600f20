/**
 * Whether a Content-Type or Accept header names one of an API's binary media types. Only its first item counts. A
 * client's wildcard is a name like any other. An API that treats everything as binary needs no header.
 */
export function matchesMediaType(binaryMediaTypes: readonly string[], header: string | undefined): boolean {
  if (binaryMediaTypes.length === 0) return false;
  if (header === undefined) return binaryMediaTypes.includes('*/*');
  const mediaType = (header.split(',', 1)[0] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const [type, subtype, ...more] = mediaType.split('/');
  if (!type || !subtype || more.length > 0) return false;
  return binaryMediaTypes.some(
    (entry) => entry === '*/*' || (type !== '*' && (entry === mediaType || entry === `${type}/*`)),
  );
}

/** The template whose type the client accepts, else the JSON one, else the first. */
export function acceptedTemplate<Template>(
  templates: readonly (readonly [contentType: string, template: Template])[],
  accept: string | undefined,
): readonly [contentType: string, template: Template] | undefined {
  return (
    templates.find(([contentType]) => contentType === accept) ??
    templates.find(([contentType]) => contentType === 'application/json') ??
    templates[0]
  );
}
