import type { Exchange, MappingScope } from '../exchange.ts';
import { configurationError, GatewayFault } from '../gateway-responses/gateway-fault.ts';
import { matchesMediaType } from '../headers/media-type.ts';
import { compileMappingTemplate, type MappingTemplate } from '../mapping/compile-mapping-template.ts';
import type { ApiIntegration } from '../model.ts';
import { type Content, requestContent } from './content-handling.ts';

/** Compiles what happens to the client's body: it is converted, then mapped or passed through. */
export function compileRequestBody(
  integration: ApiIntegration,
): (scope: MappingScope) => Content | Promise<Content> {
  const { contentHandling, passthroughBehavior } = integration;
  const templates = new Map<string, MappingTemplate | 'pass through'>(
    Object.entries(integration.requestTemplates).map(([contentType, source]) => [
      contentType,
      source === '' ? 'pass through' : compileMappingTemplate(source),
    ]),
  );
  const passesThrough =
    passthroughBehavior === 'WHEN_NO_MATCH' ||
    (passthroughBehavior === 'WHEN_NO_TEMPLATES' && templates.size === 0);
  return (scope) => {
    const { exchange } = scope;
    const template = templateFor(templates, exchange);
    if (!template && !passesThrough) {
      throw new GatewayFault('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
    }
    const { binaryMediaTypes } = exchange.deployment;
    const isBinary = matchesMediaType(binaryMediaTypes, exchange.headers['content-type']);
    const content = requestContent(exchange.body, isBinary, contentHandling);
    if (!template || template === 'pass through') return content;
    if (typeof content !== 'string') throw unreadable();
    return template(scope, content);
  };
}

/** A template cannot read bytes. */
export function unreadable(): GatewayFault {
  return configurationError(new Error('Unable to transform binary content: expected text.'));
}

/** By the whole Content-Type, then without its parameters. JSON is assumed where there is none. */
function templateFor<Template>(
  templates: ReadonlyMap<string, Template>,
  { headers }: Exchange,
): Template | undefined {
  const contentType = headers['content-type'] ?? 'application/json';
  const bare = contentType.split(';', 1)[0]?.trim() ?? '';
  return templates.get(contentType) ?? templates.get(bare) ?? templates.get('$default');
}
