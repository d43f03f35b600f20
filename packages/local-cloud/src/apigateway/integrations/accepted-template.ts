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
