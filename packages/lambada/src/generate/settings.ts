import type { Authorizer } from '../model.ts';

/** What the annotations do not say, from `lambada.json` beside the project's package.json. */
export interface Settings {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly stackName: string;
  readonly stage: string;
  /** The project's tsconfig.json and the folder of what is built, as absolute paths. */
  readonly tsconfig: string;
  readonly output: string;
  readonly functionPer: 'api' | 'class';
  /** For every function; the settings of one function win over these. */
  readonly function: FunctionSettings;
  readonly functions: Readonly<Record<string, FunctionSettings>>;
  readonly authorizers: Readonly<Record<string, Authorizer>>;
  readonly artifactBucket?: string;
  /** The parameters of the template, in CloudFormation's form. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Further resources, such as a table that the functions use, in CloudFormation's form. */
  readonly resources: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface FunctionSettings {
  readonly memorySize?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly environment?: Readonly<Record<string, unknown>>;
  /** Policies in SAM's form. */
  readonly policies?: readonly unknown[];
  readonly vpc?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
}
