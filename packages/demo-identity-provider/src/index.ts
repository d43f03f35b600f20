export {
  createDemoIdentityProvider,
  type DemoIdentityProvider,
  type DemoIdentityProviderOptions,
} from './demo-identity-provider.ts';
export { type DemoUser, demoUsers } from './demo-users.ts';
export { type ResponseContent, samlResponse, signAssertion } from './saml-response.ts';
export { createSigningKey, type SigningKey } from './signing-key.ts';
