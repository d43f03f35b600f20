export const stageNames = ['Development', 'Production'] as const;
export type StageName = (typeof stageNames)[number];

/** What a deployment writes to `config.json`, from the stack of cloud-logic. Nothing of it is secret. */
export interface Configuration {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly identityPoolId: string;
  readonly minimumPasswordLength: number;
  /** The pages of the user pool, without a trailing slash. */
  readonly signInUrl: string;
  /** The API's URL in each stage, without a trailing slash. */
  readonly stages: Readonly<Record<StageName, string>>;
  /** The name of a company's identity provider, where the pool has one. */
  readonly company?: string;
  /** Other URLs than AWS's own, with a trailing slash. */
  readonly endpoints?: { readonly userPool: string; readonly identityPool: string };
  /** Where messages of the user pool can be read when they are not sent. */
  readonly inboxUrl?: string;
}

export async function loadConfiguration(): Promise<Configuration> {
  const response = await fetch('./config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json: expected the status 200, received ${response.status}`);
  return response.json();
}
