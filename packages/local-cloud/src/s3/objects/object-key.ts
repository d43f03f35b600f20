import { ServiceError } from '../../aws/service-error.ts';
import { invalidArgument } from '../errors.ts';

const maxKeyBytes = 1024;

/** The key itself when an object may have it; else throws `KeyTooLongError`. */
export function validKey(key: string | undefined): string {
  if (!key) throw invalidArgument('Expected a key of 1 to 1,024 bytes.', 'Key', key ?? '');
  const size = Buffer.byteLength(key);
  if (size <= maxKeyBytes) return key;
  throw new ServiceError('KeyTooLongError', 'Your key is too long', 400, {
    Size: size,
    MaxSizeAllowed: maxKeyBytes,
  });
}
