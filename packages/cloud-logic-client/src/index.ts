export type { components, paths } from './cloud-logic-api.d.ts';
export {
  type CloudLogicClient,
  type CloudLogicOptions,
  cloudLogicClient,
  isSignInRefused,
  type Session,
} from './cloud-logic-client.ts';
export { type Definition, definition, type Operation } from './definition.ts';
export { type IdentityOptions, identityKeys, type Keys, type KeysFor } from './identity-keys.ts';
export { userPoolSession } from './user-pool-session.ts';
