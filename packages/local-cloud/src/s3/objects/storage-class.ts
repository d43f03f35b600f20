import { ServiceError } from '../../aws/service-error.ts';
import type { ObjectContent, ObjectHeaders } from '../state.ts';

type StorageClass = ObjectHeaders['StorageClass'];

const offered = new Set([
  'DEEP_ARCHIVE',
  'GLACIER',
  'GLACIER_IR',
  'INTELLIGENT_TIERING',
  'ONEZONE_IA',
  'REDUCED_REDUNDANCY',
  'STANDARD',
  'STANDARD_IA',
]);
/** What must be restored before it can be read. */
const archives = new Set(['DEEP_ARCHIVE', 'GLACIER']);

/** The class as objects are stored with it: the standard one is not shown. Throws `InvalidStorageClass`. */
export function storageClass(asked: StorageClass): StorageClass {
  if (asked === undefined || asked === 'STANDARD') return undefined;
  if (offered.has(asked)) return asked;
  throw new ServiceError('InvalidStorageClass', 'The storage class you specified is not valid', 400, {
    StorageClassRequested: asked,
  });
}

/** Refuses to read the bytes of an archived object. */
export function requireReadable({ headers: { StorageClass } }: ObjectContent): void {
  if (!archives.has(StorageClass ?? '')) return;
  const message = "The operation is not valid for the object's storage class";
  throw new ServiceError('InvalidObjectState', message, 403, { StorageClass });
}
