import { readSamlMetadata } from '../saml/saml-metadata.ts';
import type { CognitoState, IdentityProviderRecord } from '../state.ts';
import { download } from './provider-settings.ts';

const maxAgeMs = 6 * 60 * 60_000;

/** Reads metadata at a URL again when it is older than six hours. Where that fails, the old keeps its place. */
export async function refreshMetadata(state: CognitoState, provider: IdentityProviderRecord): Promise<void> {
  const { MetadataURL: url } = provider.details;
  if (url === undefined || state.now() - provider.readAt < maxAgeMs) return;
  provider.readAt = state.now();
  try {
    provider.source = { type: 'SAML', metadata: readSamlMetadata(await download(url)) };
  } catch {
    // The next sign-in after six hours tries again.
  }
}
