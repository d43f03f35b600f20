import { invalidParameter, notOffered } from '../errors.ts';
import { refuseMembers } from '../operations/refuse-members.ts';
import { readSamlMetadata } from '../saml/saml-metadata.ts';
import type { ProviderSource, UserPoolRecord } from '../state.ts';
import { isKnownAttribute } from '../users/attributes.ts';
import { sendOutbound } from './outbound.ts';

type Details = Readonly<Record<string, string>>;

const samlDetails =
  'EncryptedResponses IDPInit IDPSignout MetadataFile MetadataURL SSORedirectBindingURI SLORedirectBindingURI'.split(
    ' ',
  );

/** Reads a provider's metadata. Throws for a detail that would have no effect here, and for metadata that cannot be used. */
export async function readProvider(type: 'SAML' | 'OIDC', details: Details): Promise<ProviderSource> {
  if (type === 'OIDC') {
    // Its library takes long to load, and most clouds need none.
    const { readOidcProvider } = await import('../oidc/oidc-provider.ts');
    return { type, provider: await readOidcProvider(details) };
  }
  refuseMembers('the ProviderDetails of a SAML provider', details, samlDetails);
  if (details.EncryptedResponses === 'true') throw notOffered('EncryptedResponses of a SAML provider');
  const { MetadataFile: file, MetadataURL: url } = details;
  if ((file === undefined) === (url === undefined)) {
    throw invalidParameter('Expected one of MetadataFile and MetadataURL in ProviderDetails.');
  }
  return { type, metadata: readSamlMetadata(file ?? (await download(url ?? ''))) };
}

export async function download(url: string): Promise<string> {
  try {
    const { status, text } = await sendOutbound(url);
    if (status !== 200) throw new Error(`${url} responded with ${status}.`);
    return text;
  } catch (error) {
    throw invalidParameter(`The metadata could not be read: ${(error as Error).message}`);
  }
}

/** User attributes by name, and the provider's attributes from which they come. */
export function checkMapping(
  pool: UserPoolRecord,
  type: 'SAML' | 'OIDC',
  mapping: Details = type === 'OIDC' ? { username: 'sub' } : {},
): Details {
  for (const name of Object.keys(mapping)) {
    if (name === 'username' && type === 'OIDC' && mapping.username === 'sub') continue;
    if (name === 'username' || !isKnownAttribute(pool, name)) {
      throw invalidParameter(`Invalid user attribute in the attribute mapping: ${name}.`);
    }
  }
  return mapping;
}
