import { type Stack, UpdateStackCommand, waitUntilStackUpdateComplete } from '@aws-sdk/client-cloudformation';
import { cloudFormation } from './stack.ts';

/** Makes a URL the one to which the user pool sends browsers back. Nothing else of the stack changes. */
export async function setCallbackUrl(
  { StackName, Parameters = [] }: Stack,
  callbackUrl: string,
): Promise<void> {
  const isSet = Parameters.some(
    ({ ParameterKey, ParameterValue }) => ParameterKey === 'CallbackUrl' && ParameterValue === callbackUrl,
  );
  if (isSet) return;
  await cloudFormation.send(
    new UpdateStackCommand({
      StackName,
      UsePreviousTemplate: true,
      Parameters: Parameters.map(({ ParameterKey }) =>
        ParameterKey === 'CallbackUrl'
          ? { ParameterKey, ParameterValue: callbackUrl }
          : { ParameterKey, UsePreviousValue: true },
      ),
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'],
    }),
  );
  const seconds = { minDelay: 1, maxDelay: 5, maxWaitTime: 600 };
  await waitUntilStackUpdateComplete({ client: cloudFormation, ...seconds }, { StackName });
}
