import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import type { StageName } from '../configuration.ts';
import { Notice } from '../ui/notice.tsx';
import { callOperation, type Exchange } from './exchange.ts';
import { ExchangeView } from './exchange-view.tsx';
import type { ExplorerOperation, ExplorerParameter } from './operations.ts';

const ways = {
  iam: 'Signed with credentials of the identity pool, checked by IAM.',
  token: 'Sent with the ID token, checked by the user pool’s authorizer.',
} as const;

export function OperationForm({
  operation,
  stage,
  onEnd,
}: {
  operation: ExplorerOperation;
  stage: StageName;
  onEnd: () => void;
}) {
  const app = useApp();
  const [isSignedIn, setSignedIn] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [exchange, setExchange] = useState<Exchange>();
  const [isOffline, setOffline] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // A response of the other stage would be misread.
  useEffect(() => setExchange(undefined), [stage]);

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || !form.current) return;
    const entries = [...new FormData(form.current)].map(([name, value]) => [name, String(value).trim()]);
    const { ' body': body = '', ...values } = Object.fromEntries(entries);
    setBusy(true);
    setOffline(false);
    setExchange(undefined);
    try {
      const received = await callOperation(app, { operation, stage, values, body, isSignedIn });
      setExchange(received);
      if (isSignedIn && !(await app.account.currentUser())) onEnd();
    } catch {
      setOffline(true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section class="operation" aria-label={`${operation.method} ${operation.path}`}>
      <h2>
        <span class={`method ${operation.method.toLowerCase()}`}>{operation.method}</span>{' '}
        <code>{operation.path}</code>
      </h2>
      <p class="hint">{operation.way ? ways[operation.way] : 'Open to everybody.'}</p>
      <form ref={form} onSubmit={send} class="form">
        {operation.parameters.map((parameter) => (
          <ParameterField key={parameter.name} parameter={parameter} />
        ))}
        {operation.body !== undefined && <BodyField body={operation.body} />}
        {operation.way && (
          <label class="check">
            <input
              type="checkbox"
              checked={!isSignedIn}
              onChange={({ currentTarget }) => setSignedIn(!currentTarget.checked)}
            />
            Leave the sign-in out, to see what the API says
          </label>
        )}
        <button type="submit" class="button" aria-disabled={isBusy}>
          {isBusy ? 'Sending …' : `Send to ${stage}`}
        </button>
      </form>
      <div role="status">
        {isOffline && <Notice kind="failure">There is no connection: no response was received.</Notice>}
        {exchange && <ExchangeView exchange={exchange} />}
      </div>
    </section>
  );
}

function ParameterField({ parameter: { name, place, isRequired } }: { parameter: ExplorerParameter }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        <code>{name}</code> <span class="hint">in the {place}</span>
      </label>
      <input id={id} name={name} required={isRequired} autocomplete="off" spellcheck={false} />
    </div>
  );
}

function BodyField({ body }: { body: string }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Body</label>
      {/* No parameter has a name with a space. */}
      <textarea id={id} class="mono" name=" body" rows={body.split('\n').length + 1} spellcheck={false}>
        {body}
      </textarea>
    </div>
  );
}
