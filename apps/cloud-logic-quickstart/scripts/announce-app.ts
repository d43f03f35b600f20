import { type Stack, UpdateStackCommand, waitUntilStackUpdateComplete } from '@aws-sdk/client-cloudformation';
import { cloudFormation } from './stack.ts';

/**
 * Makes an app known to the back end: the user pool sends browsers back to its URL, and the API lets pages of its origin
 * call it. Nothing else of the stack changes.
 */
export async function announceApp({ StackName, Parameters = [] }: Stack, url: string): Promise<void> {
  const wanted = new Map([
    ['CallbackUrl', url],
    ['AllowedOrigin', new URL(url).origin],
  ]);
  const before = new Map(
    Parameters.map(({ ParameterKey = '', ParameterValue }) => [ParameterKey, ParameterValue]),
  );
  if ([...wanted].every(([name, value]) => before.get(name) === value)) return;
  await cloudFormation.send(
    new UpdateStackCommand({
      StackName,
      UsePreviousTemplate: true,
      Parameters: Array.from(before.keys(), (ParameterKey) => {
        const ParameterValue = wanted.get(ParameterKey);
        return ParameterValue ? { ParameterKey, ParameterValue } : { ParameterKey, UsePreviousValue: true };
      }),
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'],
    }),
  );
  const seconds = { minDelay: 1, maxDelay: 5, maxWaitTime: 600 };
  await waitUntilStackUpdateComplete({ client: cloudFormation, ...seconds }, { StackName });
}
