import type { LambdaConfigType } from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter, invalidValue, notOffered } from '../errors.ts';
import type { UserPoolRecord } from '../state.ts';

const triggerNames = [
  'PreSignUp',
  'PostConfirmation',
  'PreAuthentication',
  'PostAuthentication',
  'PreTokenGeneration',
  'CustomMessage',
  'UserMigration',
  'DefineAuthChallenge',
  'CreateAuthChallenge',
  'VerifyAuthChallengeResponse',
] as const;

export type TriggerName = (typeof triggerNames)[number];

const versions: Readonly<Record<string, string>> = { V1_0: '1', V2_0: '2', V3_0: '3' };

/** The function that a pool calls for a trigger, and the version of the event that it gets. */
export function functionOf(
  { settings }: UserPoolRecord,
  name: TriggerName,
): { readonly arn: string; readonly version: string } | undefined {
  const config = settings.LambdaConfig ?? {};
  const generation = name === 'PreTokenGeneration' ? config.PreTokenGenerationConfig : undefined;
  const arn = generation?.LambdaArn ?? config[name];
  return arn ? { arn, version: versions[generation?.LambdaVersion ?? 'V1_0'] ?? '1' } : undefined;
}

const functionArn = /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;

/** Throws for a trigger that is not offered, and for what is not an ARN of a function. */
export function checkLambdaConfig(config: LambdaConfigType = {}): void {
  const { PreTokenGenerationConfig: generation, ...functions } = config;
  for (const [name, arn] of Object.entries(functions)) {
    if (!triggerNames.some((known) => known === name)) throw notOffered(`The trigger ${name}`);
    checkArn(name, arn);
  }
  if (!generation) return;
  checkArn('PreTokenGenerationConfig.LambdaArn', generation.LambdaArn);
  if (!versions[generation.LambdaVersion ?? '']) {
    const constraint = 'Member must satisfy enum value set: [V1_0, V2_0, V3_0]';
    throw invalidValue('lambdaConfig.preTokenGenerationConfig.lambdaVersion', constraint);
  }
  if (config.PreTokenGeneration && config.PreTokenGeneration !== generation.LambdaArn) {
    throw invalidParameter('PreTokenGeneration and PreTokenGenerationConfig must name the same function.');
  }
}

function checkArn(name: string, arn: unknown): void {
  if (typeof arn === 'string' && functionArn.test(arn)) return;
  throw invalidParameter(`Expected the ARN of a function for the trigger ${name}, received ${arn}.`);
}
