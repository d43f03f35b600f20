import type { ApiModel } from '../model.ts';
import { mergeDocumentation } from './import-documentation.ts';
import { importResources } from './import-resources.ts';

/**
 * An API with a definition merged into it: what the definition describes replaces what has the same name, methods one
 * by one, and everything else stays.
 */
export function mergeModels(former: ApiModel, latter: ApiModel): ApiModel {
  const methods = [former, latter].flatMap(({ resources }) =>
    resources.map(({ path, resourceMethods }) => [path, resourceMethods] as const),
  );
  const renewed = new Set(latter.authorizers.map(({ name }) => name));
  return {
    name: latter.name || former.name,
    description: latter.description ?? former.description,
    version: latter.version ?? former.version,
    binaryMediaTypes: [...new Set([...former.binaryMediaTypes, ...latter.binaryMediaTypes])],
    resources: importResources(methods, former.resources),
    gatewayResponses: { ...former.gatewayResponses, ...latter.gatewayResponses },
    models: { ...former.models, ...latter.models },
    requestValidators: { ...former.requestValidators, ...latter.requestValidators },
    authorizers: [...former.authorizers.filter(({ name }) => !renewed.has(name)), ...latter.authorizers],
    documentationParts: mergeDocumentation(former.documentationParts, latter.documentationParts),
    policy: latter.policy ?? former.policy,
    minimumCompressionSize: latter.minimumCompressionSize ?? former.minimumCompressionSize,
    apiKeySource: latter.apiKeySource === 'HEADER' ? former.apiKeySource : latter.apiKeySource,
  };
}
