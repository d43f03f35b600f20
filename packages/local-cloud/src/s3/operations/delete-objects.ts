import type { _Error, DeletedObject, DeleteObjectsCommandInput } from '@aws-sdk/client-s3';
import type { CallContext } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { authorize } from '../access/authorize.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { malformedXml, notImplemented } from '../errors.ts';
import type { S3State } from '../state.ts';
import { deleteObject } from './delete-object.ts';

const maxObjects = 1000;

/** Deletes up to 1,000 objects; one that cannot be deleted does not stop the others. */
export function deleteObjects(
  state: S3State,
  input: DeleteObjectsCommandInput,
  { caller }: Pick<CallContext, 'caller'>,
): { Deleted: DeletedObject[]; Errors: _Error[] } {
  const { name } = bucketNamed(state, input.Bucket);
  const objects = input.Delete?.Objects ?? [];
  if (objects.length === 0 || objects.length > maxObjects) throw malformedXml();

  const Deleted: DeletedObject[] = [];
  const Errors: _Error[] = [];
  for (const { Key, VersionId, ETag, LastModifiedTime, Size } of objects) {
    try {
      if (LastModifiedTime !== undefined || Size !== undefined)
        throw notImplemented('LastModifiedTime and Size of objects to delete');
      const action = VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
      authorize(state, caller, action, { bucket: name, key: Key ?? '' });
      const result = deleteObject(state, { Bucket: name, Key, VersionId, IfMatch: ETag });
      const marker = result.DeleteMarker && { DeleteMarker: true, DeleteMarkerVersionId: result.VersionId };
      Deleted.push({ Key, VersionId, ...marker });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // Here an invalid id is one that does not exist.
      const isUnknown = error.code === 'InvalidArgument' && VersionId !== undefined;
      const { code: Code, message: Message } = isUnknown
        ? { code: 'NoSuchVersion', message: 'The specified version does not exist.' }
        : error;
      Errors.push({ Key, VersionId, Code, Message });
    }
  }
  return { Deleted: input.Delete?.Quiet ? [] : Deleted, Errors };
}
