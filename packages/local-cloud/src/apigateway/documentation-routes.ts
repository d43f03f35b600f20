import type { RestRoute } from '../aws/rest-route.ts';
import type { ApiGatewayOperations } from './operations.ts';
import { listed, takesDocument } from './wire-shapes.ts';

/** The routes of documentation; a definition that is imported is the request's whole body. */
export function documentationRoutes(operations: ApiGatewayOperations): RestRoute[] {
  const parts = '/restapis/{restApiId}/documentation/parts';
  const part = `${parts}/{documentationPartId}`;
  const versions = '/restapis/{restApiId}/documentation/versions';
  const version = `${versions}/{documentationVersion}`;
  return [
    { method: 'POST', path: parts, operation: operations.CreateDocumentationPart, status: 201 },
    { method: 'GET', path: parts, operation: listed(operations.GetDocumentationParts) },
    { method: 'PUT', path: parts, raw: takesDocument(operations.ImportDocumentationParts, 200) },
    { method: 'GET', path: part, operation: operations.GetDocumentationPart },
    { method: 'PATCH', path: part, operation: operations.UpdateDocumentationPart },
    { method: 'DELETE', path: part, operation: operations.DeleteDocumentationPart, status: 202 },
    { method: 'POST', path: versions, operation: operations.CreateDocumentationVersion, status: 201 },
    { method: 'GET', path: versions, operation: listed(operations.GetDocumentationVersions) },
    { method: 'GET', path: version, operation: operations.GetDocumentationVersion },
    { method: 'PATCH', path: version, operation: operations.UpdateDocumentationVersion },
    { method: 'DELETE', path: version, operation: operations.DeleteDocumentationVersion, status: 202 },
  ];
}
