import { randomUUID } from 'node:crypto';
import { isRecord } from '../../aws/is-record.ts';
import { isTrue } from '../is-true.ts';
import type { Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { ResourceFailure } from '../stacks/call-handler.ts';
import { allWithin } from '../stacks/when-settled.ts';
import type { CustomResponse } from './custom-responses.ts';

/** Every type of a custom resource: the general one, and names of the template's own. */
export const isCustomType = (type: string): boolean =>
  type === 'AWS::CloudFormation::CustomResource' || /^Custom::[\w@-]{1,60}$/.test(type);

interface CustomRequest {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
  readonly PhysicalResourceId?: string;
}

/** A resource that a function of the account makes. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html */
export function customResource(type: string): ResourceType {
  return {
    type,
    properties: {},
    anyProperties: true,
    required: ['ServiceToken'],

    refusals({ ServiceToken }) {
      const isTopic = typeof ServiceToken === 'string' && ServiceToken.startsWith('arn:aws:sns:');
      return isTopic ? ['A topic as ServiceToken is not offered by this embedded cloud'] : [];
    },

    create: (properties, context) =>
      ask(type, context, { RequestType: 'Create', ResourceProperties: properties }),

    update: (properties, existing, context) =>
      ask(type, context, {
        RequestType: 'Update',
        PhysicalResourceId: existing.physicalId,
        ResourceProperties: properties,
        OldResourceProperties: existing.properties,
      }),

    async delete(existing, context) {
      await ask(type, context, {
        RequestType: 'Delete',
        PhysicalResourceId: existing.physicalId,
        ResourceProperties: existing.properties,
      });
    },
  };
}

/** How long a function may run on after its response. */
const endLimitMs = 2_000;

const noop = () => {};

async function ask(ResourceType: string, context: ResourceContext, request: CustomRequest) {
  const { services, stackId, logicalId } = context;
  const RequestId = randomUUID();
  const { ServiceToken, ServiceTimeout = 3600 } = request.ResourceProperties;
  const awaited = services.customResponses.expect();
  const event = {
    ...request,
    ServiceToken,
    ResponseURL: awaited.url,
    StackId: stackId,
    RequestId,
    LogicalResourceId: logicalId,
    ResourceType,
    ResourceProperties: asStrings(request.ResourceProperties),
    ...(request.OldResourceProperties && {
      OldResourceProperties: asStrings(request.OldResourceProperties),
    }),
  };
  const limit = timeLimit(Number(ServiceTimeout), RequestId);
  let response: CustomResponse | undefined;
  try {
    const call = services.lambda.invoke({
      functionName: String(ServiceToken),
      payload: JSON.stringify(event),
    });
    response = await Promise.race([awaited.response, failureOf(call), limit.reached]);
    // The stack may delete the function next, whose last lines would be lost.
    await allWithin(endLimitMs, [call.then(noop, noop)]);
    if (!response) throw new ResourceFailure('Response object is too long, or no JSON object.');
    const { Status, Reason, PhysicalResourceId, Data, NoEcho } = response;
    if (Status !== 'SUCCESS') {
      throw new ResourceFailure(
        `Received response status [${Status}] from custom resource. Message returned: ${Reason} (RequestId: ${RequestId})`,
      );
    }
    const physicalId = PhysicalResourceId ?? request.PhysicalResourceId;
    if (typeof physicalId !== 'string' || physicalId === '')
      throw new ResourceFailure('Invalid PhysicalResourceId in the response of the custom resource.');
    return { physicalId, attributes: isRecord(Data) ? Data : {}, isHidden: isTrue(NoEcho) };
  } catch (error) {
    // AWS asks for the deletion of what a failed creation may have left, by the id that it reported if any.
    if (request.RequestType === 'Create')
      context.announce({ physicalId: failedId(response, context), attributes: {} });
    throw error;
  } finally {
    awaited.forget();
    limit.cancel();
  }
}

function failedId(response: CustomResponse | undefined, context: ResourceContext): string {
  const id = response?.PhysicalResourceId;
  return typeof id === 'string' && id !== '' ? id : context.generateName(255);
}

/** Rejects where the function fails; where it ends without a response, that may still come from elsewhere. */
async function failureOf(call: ReturnType<ResourceContext['services']['lambda']['invoke']>): Promise<never> {
  const { functionError, payload } = await call;
  if (functionError) {
    throw new ResourceFailure(`The function of the custom resource failed without a response: ${payload}`);
  }
  return new Promise(() => {});
}

/** As CloudFormation sends them: every scalar is a string. */
function asStrings(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asStrings);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asStrings(member)]));
  return String(value);
}

function timeLimit(seconds: number, requestId: string) {
  const { promise, reject } = Promise.withResolvers<never>();
  const message = `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}]. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.`;
  const timer = setTimeout(() => reject(new ResourceFailure(message)), seconds * 1000);
  timer.unref();
  return { reached: promise, cancel: () => clearTimeout(timer) };
}
