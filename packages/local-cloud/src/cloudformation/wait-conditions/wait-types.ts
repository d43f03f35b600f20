import type { Properties, ResourceContext, ResourceType } from '../resource-type.ts';
import { ResourceFailure } from '../stacks/call-handler.ts';
import { createSignals, mostSignals, type Signals } from './signals.ts';

interface Handle extends Signals {
  readonly logicalId: string;
  forget(): void;
}

/**
 * `AWS::CloudFormation::WaitConditionHandle`, whose value is a URL for signals, and `WaitCondition`, which is complete
 * when it has as many as it counts.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-waitcondition.html
 */
export function waitTypes(): ResourceType[] {
  const handles = new Map<string, Handle>();
  return [handleType(handles), conditionType(handles)];
}

function handleType(handles: Map<string, Handle>): ResourceType {
  return {
    type: 'AWS::CloudFormation::WaitConditionHandle',
    properties: {},
    attributes: [],
    async create(_properties, { services, logicalId }) {
      const signals = createSignals();
      const { url, forget } = services.customResponses.listen(signals.take);
      handles.set(url, { ...signals, logicalId, forget });
      return { physicalId: url, attributes: {} };
    },
    async delete({ physicalId }) {
      handles.get(physicalId)?.forget();
      handles.delete(physicalId);
    },
  };
}

function conditionType(handles: ReadonlyMap<string, Handle>): ResourceType {
  return {
    type: 'AWS::CloudFormation::WaitCondition',
    properties: { Count: 'replace', Handle: 'replace', Timeout: 'replace' },
    attributes: ['Data'],
    required: ['Handle', 'Timeout'],
    hasNoTimeLimit: true,
    async create(properties, { stackId, isStopped }: ResourceContext) {
      const handle = handles.get(String(properties.Handle));
      if (!handle) throw new ResourceFailure(`Invalid wait condition handle: ${properties.Handle}`);
      const data = await handle.reached(count(properties), timeoutMs(properties), isStopped);
      return { physicalId: `${stackId}/${handle.logicalId}`, attributes: { Data: JSON.stringify(data) } };
    },
    async delete() {},
  };
}

function count({ Count = 1 }: Properties): number {
  return wholeNumber('Count', Count, mostSignals);
}

/** AWS's limit is twelve hours. */
function timeoutMs({ Timeout }: Properties): number {
  return wholeNumber('Timeout', Timeout, 43_200) * 1000;
}

function wholeNumber(name: string, given: unknown, most: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new ResourceFailure(
    `${name} of a wait condition must be a whole number up to ${most}; it is ${given}`,
  );
}
