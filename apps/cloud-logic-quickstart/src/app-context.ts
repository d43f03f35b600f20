import type { CloudLogicOptions } from '@samples/cloud-logic-client';
import { type CloudLogicClient, cloudLogicClient } from '@samples/cloud-logic-client';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Account, createAccount } from './account/account.ts';
import type { Configuration, StageName } from './configuration.ts';

/** What all screens use. */
export interface App {
  readonly configuration: Configuration;
  readonly account: Account;
  client(stage: StageName, options?: Pick<CloudLogicOptions, 'fetch' | 'session'>): CloudLogicClient;
}

export function createApp(configuration: Configuration): App {
  const { userPoolId, identityPoolId, endpoints, stages } = configuration;
  const account = createAccount(configuration);
  const identities = { identityPoolId, userPoolId, endpoint: endpoints?.identityPool };
  return {
    configuration,
    account,
    client: (stage, options) =>
      cloudLogicClient({ url: stages[stage], session: account.session, identities, ...options }),
  };
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('Expected an AppContext around this component');
  return app;
}
