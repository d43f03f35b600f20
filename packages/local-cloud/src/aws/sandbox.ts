/**
 * The content security policy for content under a path of the cloud's own host: as a page it gets an origin of its
 * own, and cannot act as a page of the cloud.
 */
export const sandboxPolicy = 'sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts';

const pageType = /html|xml|svg|pdf|multipart|message\//i;

/** Whether a browser could show this as a page that runs scripts; without a type it guesses. */
export function mayBePage(contentType: string | undefined): boolean {
  return contentType === undefined || contentType.trim() === '' || pageType.test(contentType);
}
