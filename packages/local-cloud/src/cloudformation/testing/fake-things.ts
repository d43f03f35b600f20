import { ServiceError } from '../../aws/service-error.ts';
import type { Properties, ResourceType } from '../resource-type.ts';

/** The things that exist outside of stacks, and the calls that created, changed and deleted them. */
export interface ThingWorld {
  readonly types: readonly ResourceType[];
  /** Physical id → properties. */
  readonly things: Map<string, Properties>;
  /** `create A`, `update A`, `delete A`, by logical id. */
  readonly calls: string[];
  /** Makes the handlers of this resource wait until the returned function is called. */
  hold(logicalId: string): () => void;
}

/**
 * The resource type `Test::Thing`: a change of `Key` replaces, any other updates in place; `List` must be a list.
 * `Fault` names the handler that refuses (`create`, `update`, `delete`), or is `bug`, or `gone` for a thing that
 * its deletion does not find.
 */
export function createThingWorld(): ThingWorld {
  const things = new Map<string, Properties>();
  const calls: string[] = [];
  const gates = new Map<string, Promise<void>>();
  let count = 0;

  async function start(call: string, logicalId: string, { Fault: fault }: Properties): Promise<void> {
    calls.push(`${call} ${logicalId}`);
    await gates.get(logicalId);
    if (fault === 'bug') throw new TypeError('undefined is not a thing');
    if (fault === call) throw new ServiceError('InvalidRequest', `This thing refuses to ${call}.`);
  }

  const thing: ResourceType = {
    type: 'Test::Thing',
    attributes: ['Arn'],
    properties: { Key: 'replace', Value: 'update', Other: 'update', List: 'update', Fault: 'update' },
    lists: ['List'],
    missing: ['NoSuchThing'],
    async create(properties, { logicalId }) {
      await start('create', logicalId, properties);
      count += 1;
      const physicalId = `thing-${count}`;
      things.set(physicalId, properties);
      return { physicalId, attributes: { Arn: `arn:thing:${count}` } };
    },
    async update(properties, existing, { logicalId }) {
      await start('update', logicalId, properties);
      things.set(existing.physicalId, properties);
      return existing;
    },
    async delete(existing, { logicalId }) {
      await start('delete', logicalId, existing.properties);
      things.delete(existing.physicalId);
      if (existing.properties.Fault === 'gone')
        throw new ServiceError('NoSuchThing', 'There is no such thing.');
    },
  };
  const needy: ResourceType = { ...thing, type: 'Test::Needy', required: ['Key', 'Value'] };

  function hold(logicalId: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    gates.set(logicalId, promise);
    return () => {
      gates.delete(logicalId);
      resolve();
    };
  }
  return { types: [thing, needy], things, calls, hold };
}
