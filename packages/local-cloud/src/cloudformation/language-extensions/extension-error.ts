import { validationError } from '../errors.ts';

/** How AWS reports what its macro of the language extensions refuses. */
export function extensionError(message: string): Error {
  return validationError(`Transform AWS::LanguageExtensions failed with: ${message}`);
}

export function wrongLayout(name: string): Error {
  return extensionError(`${name} layout is incorrect`);
}
