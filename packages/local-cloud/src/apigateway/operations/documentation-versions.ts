import type {
  CreateDocumentationVersionCommandInput,
  DeleteDocumentationVersionCommandInput,
  DocumentationVersion,
  DocumentationVersions,
  GetDocumentationVersionCommandInput,
  GetDocumentationVersionsCommandInput,
  UpdateDocumentationVersionCommandInput,
} from '@aws-sdk/client-api-gateway';
import { badRequest, conflict } from '../errors.ts';
import {
  type ApiGatewayState,
  type DocumentationRecord,
  documentationNamed,
  restApiWith,
  stageNamed,
} from '../state.ts';
import { pageByPosition } from './page-by-position.ts';
import { patchMembers, requireReplacement } from './patch-members.ts';

/** Keeps the documentation as it is now, under a version; a stage can publish it. */
export function createDocumentationVersion(
  state: ApiGatewayState,
  input: CreateDocumentationVersionCommandInput,
): DocumentationVersion {
  const api = restApiWith(state, input.restApiId);
  const { documentationVersion: version = '', description, stageName } = input;
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(version)) throw badRequest('Invalid Documentation version specified');
  if (api.documentation.has(version)) throw conflict('Documentation version already exists');
  const stage = stageName === undefined ? undefined : stageNamed(api, stageName);
  const record: DocumentationRecord = {
    version,
    createdDate: new Date(state.now()),
    ...(description !== undefined && { description }),
    parts: api.model.documentationParts,
  };
  api.documentation.set(version, record);
  if (stage) api.stages.set(stage.stageName, { ...stage, documentationVersion: version });
  return described(record);
}

export function getDocumentationVersion(
  state: ApiGatewayState,
  input: GetDocumentationVersionCommandInput,
): DocumentationVersion {
  return described(documentationNamed(restApiWith(state, input.restApiId), input.documentationVersion));
}

export function getDocumentationVersions(
  state: ApiGatewayState,
  input: GetDocumentationVersionsCommandInput,
): DocumentationVersions {
  return pageByPosition(
    [...restApiWith(state, input.restApiId).documentation.values()].map(described),
    input,
  );
}

export function updateDocumentationVersion(
  state: ApiGatewayState,
  input: UpdateDocumentationVersionCommandInput,
): DocumentationVersion {
  const api = restApiWith(state, input.restApiId);
  const record = documentationNamed(api, input.documentationVersion);
  const scalars = ['description'];
  requireReplacement(input.patchOperations, scalars);
  const changed = patchMembers(record, input.patchOperations, { scalars });
  api.documentation.set(record.version, changed);
  return described(changed);
}

export function deleteDocumentationVersion(
  state: ApiGatewayState,
  input: DeleteDocumentationVersionCommandInput,
): undefined {
  const api = restApiWith(state, input.restApiId);
  const { version } = documentationNamed(api, input.documentationVersion);
  const user = [...api.stages.values()].find(({ documentationVersion }) => documentationVersion === version);
  if (user) throw conflict(`Documentation version ${version} is used by the stage ${user.stageName}`);
  api.documentation.delete(version);
}

function described({ parts: _parts, ...version }: DocumentationRecord): DocumentationVersion {
  return version;
}
