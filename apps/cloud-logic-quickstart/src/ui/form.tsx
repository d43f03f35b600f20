import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { failureMessage } from '../account/failure-message.ts';
import { Notice } from './notice.tsx';

export interface FormProps {
  /** What the button says. */
  readonly submit: string;
  readonly onSubmit: (values: Readonly<Record<string, string>>) => Promise<unknown>;
  readonly children: ComponentChildren;
  readonly isQuiet?: boolean;
}

/** A form that is sent once at a time, and says what came of it. */
export function Form({ submit, onSubmit, children, isQuiet = false }: FormProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const form = useRef<HTMLFormElement>(null);

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || !form.current) return;
    const values = Object.entries(Object.fromEntries(new FormData(form.current)));
    setBusy(true);
    setFailure(undefined);
    try {
      await onSubmit(Object.fromEntries(values.map(([name, value]) => [name, String(value)])));
    } catch (error) {
      setFailure(failureMessage(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="form" ref={form} onSubmit={send} aria-busy={isBusy}>
      {failure && <Notice kind="failure">{failure}</Notice>}
      {children}
      <button type="submit" class={isQuiet ? 'button quiet' : 'button'} aria-disabled={isBusy}>
        {isBusy ? <Busy label={submit} /> : submit}
      </button>
    </form>
  );
}

function Busy({ label }: { label: string }) {
  return (
    <>
      <span class="spinner" aria-hidden="true" />
      {label}
    </>
  );
}
