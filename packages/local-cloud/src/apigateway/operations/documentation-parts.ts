import type {
  CreateDocumentationPartCommandInput,
  DeleteDocumentationPartCommandInput,
  DocumentationPart,
  DocumentationPartIds,
  DocumentationParts,
  GetDocumentationPartCommandInput,
  GetDocumentationPartsCommandInput,
  UpdateDocumentationPartCommandInput,
} from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { conflict, enumConstraint, notFound, notOffered, validationFailure } from '../errors.ts';
import {
  documentationPart,
  documentedTypes,
  importDocumentation,
  locationKey,
  mergeDocumentation,
} from '../import/import-documentation.ts';
import { readDefinition } from '../import/read-definition.ts';
import { type ApiGatewayState, type RestApiRecord, restApiWith } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers, requireReplacement } from './patch-members.ts';

export function createDocumentationPart(
  state: ApiGatewayState,
  input: CreateDocumentationPartCommandInput,
): DocumentationPart {
  const { type = '' } = input.location ?? {};
  if (!documentedTypes.includes(type)) {
    throw validationFailure({
      value: type,
      member: 'createDocumentationPartInput.location.type',
      constraint: enumConstraint(documentedTypes),
    });
  }
  const api = restApiWith(state, input.restApiId);
  const part = documentationPart(shortId(), { ...input.location }, input.properties ?? '');
  const parts = api.model.documentationParts;
  if (parts.some((other) => locationKey(other) === locationKey(part))) {
    throw conflict(`A documentation part already exists for the specified location: type '${type}'.`);
  }
  set(api, [...parts, part]);
  return part;
}

export function getDocumentationPart(
  state: ApiGatewayState,
  input: GetDocumentationPartCommandInput,
): DocumentationPart {
  return partOf(state, input).part;
}

/** Lists parts, those of a type, with a name or below a path where these are given. */
export function getDocumentationParts(
  state: ApiGatewayState,
  input: GetDocumentationPartsCommandInput,
): DocumentationParts {
  const { type, nameQuery, path, locationStatus = 'DOCUMENTED' } = input;
  if (locationStatus !== 'DOCUMENTED') throw notOffered(`The locationStatus ${locationStatus}`);
  const parts = restApiWith(state, input.restApiId).model.documentationParts.filter(
    ({ location = { type: undefined } }) =>
      (type === undefined || location.type === type) &&
      (nameQuery === undefined || location.name === nameQuery) &&
      (path === undefined || location.path?.startsWith(path)),
  );
  return pageByPosition(parts, input);
}

export function updateDocumentationPart(
  state: ApiGatewayState,
  input: UpdateDocumentationPartCommandInput,
): DocumentationPart {
  const { api, part } = partOf(state, input);
  const scalars = ['properties'];
  requireReplacement(input.patchOperations, scalars);
  const { id = '', location, properties = '' } = patchMembers(part, input.patchOperations, { scalars });
  const changed = documentationPart(id, { ...location }, properties);
  set(
    api,
    api.model.documentationParts.map((other) => (other.id === id ? changed : other)),
  );
  return changed;
}

export function deleteDocumentationPart(
  state: ApiGatewayState,
  input: DeleteDocumentationPartCommandInput,
): undefined {
  restApiWith(state, input.restApiId);
  const { api, part } = partOf(state, input);
  set(
    api,
    api.model.documentationParts.filter(({ id }) => id !== part.id),
  );
}

/** Takes the documentation of a definition: it replaces all that the API has, or what has the same location. */
export function importDocumentationParts(
  state: ApiGatewayState,
  input: { readonly restApiId?: string | undefined; readonly mode?: string; readonly body: Uint8Array },
): DocumentationPartIds {
  const imported = importDocumentation(
    readDefinition(input.body, state.account, 'Unable to build importer with provided input.'),
  );
  const api = restApiWith(state, input.restApiId);
  const former = input.mode === 'overwrite' ? [] : api.model.documentationParts;
  set(api, mergeDocumentation(former, imported));
  return { ids: imported.map(({ id = '' }) => id) };
}

/** AWS does not say whether the API or the part does not exist. */
function partOf({ apis }: ApiGatewayState, input: GetDocumentationPartCommandInput) {
  const api = apis.get(input.restApiId ?? '');
  const part = api?.model.documentationParts.find(({ id }) => id === input.documentationPartId);
  if (api && part) return { api, part };
  throw notFound('Invalid Documentation part identifier specified');
}

function set(api: RestApiRecord, documentationParts: readonly DocumentationPart[]): void {
  api.model = { ...api.model, documentationParts };
}
