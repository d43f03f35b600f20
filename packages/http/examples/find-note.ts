import { HttpError, integrationHandler, prefixedError, redirectError } from '@samples/http';

const addresses = new Map([['summer', '/notes/%C3%A9t%C3%A9']]);

export const handler = integrationHandler(prefixedError, async ({ title }: { title: string }) => {
  const address = addresses.get(title);
  if (address === undefined) {
    throw new HttpError(404, `No note is called ${title}`);
  }
  throw redirectError(302, address);
});
