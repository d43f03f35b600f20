import { definition } from '@samples/cloud-logic-client';
import { useMemo, useState } from 'preact/hooks';
import type { CallingScreenProps } from '../screen-props.ts';
import { ScreenHead } from '../ui/screen-head.tsx';
import { OperationForm } from './operation-form.tsx';
import { operationsOf } from './operations.ts';

/** Every operation of the definition that API Gateway has exported, to call and to look at. */
export function ExplorerScreen({ stage, way, choices, onEnd }: CallingScreenProps) {
  const operations = useMemo(() => operationsOf(definition, way), [way]);
  const [chosenId, choose] = useState(operations[0]?.id);
  const chosen = operations.find(({ id }) => id === chosenId) ?? operations[0];
  return (
    <>
      <ScreenHead title="Explorer">{choices}</ScreenHead>
      <div class="columns">
        <nav class="operations" aria-label="Operations">
          {operations.map(({ id, method, path }) => (
            <button
              key={id}
              type="button"
              aria-current={id === chosen?.id ? 'true' : undefined}
              onClick={() => choose(id)}
            >
              <span class={`method ${method.toLowerCase()}`}>{method}</span>
              <span class="path">{path}</span>
            </button>
          ))}
        </nav>
        {chosen && <OperationForm key={chosen.id} operation={chosen} stage={stage} onEnd={onEnd} />}
      </div>
    </>
  );
}
