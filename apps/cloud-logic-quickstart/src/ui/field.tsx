import type { ComponentChildren, RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly autocomplete?: string;
  readonly value?: string | undefined;
  readonly hint?: string;
  readonly minLength?: number;
  readonly isRequired?: boolean;
  /** Gets the focus when it appears. */
  readonly isFirst?: boolean;
}

export function Field({ label, name, type = 'text', hint, isFirst, isRequired = true, ...more }: FieldProps) {
  const id = useId();
  const input = useFirstFocus(isFirst);
  const [isShown, setShown] = useState(false);
  const isPassword = type === 'password';
  const props = {
    id,
    name,
    ref: input,
    autocomplete: more.autocomplete ?? 'off',
    defaultValue: more.value ?? '',
    minLength: more.minLength,
    required: isRequired,
    spellcheck: false,
    'aria-describedby': hint && `${id}-hint`,
  };
  // The same element in all cases: it keeps what was typed.
  const element =
    type === 'email' ? (
      <input {...props} type="email" />
    ) : isPassword && !isShown ? (
      <input {...props} type="password" />
    ) : (
      <input {...props} type="text" />
    );
  return (
    <Labelled id={id} label={label} hint={hint}>
      {isPassword ? (
        <div class="control">
          {element}
          <button type="button" class="reveal" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            Show<span class="unseen"> the password</span>
          </button>
        </div>
      ) : (
        element
      )}
    </Labelled>
  );
}

/** Six digits, which phones and password managers fill in by themselves. */
export function CodeField({ label = 'Code', hint }: { label?: string; hint?: string }) {
  const id = useId();
  const input = useFirstFocus(true);
  return (
    <Labelled id={id} label={label} hint={hint}>
      <input
        id={id}
        ref={input}
        class="code"
        name="code"
        inputMode="numeric"
        autocomplete="one-time-code"
        pattern="\d{6}"
        maxLength={6}
        title="Six digits"
        required
        aria-describedby={hint && `${id}-hint`}
      />
    </Labelled>
  );
}

/** For the password manager, in a form that asks for a new password alone. */
export function KnownUsername({ email }: { email: string }) {
  return <input type="email" autocomplete="username" value={email} readOnly hidden />;
}

function Labelled({
  id,
  label,
  hint,
  children,
}: {
  id: string;
  label: string;
  hint: string | undefined;
  children: ComponentChildren;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** Not the attribute `autofocus`: browsers heed it once in the life of a page. */
function useFirstFocus(isFirst = false): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (isFirst) input.current?.focus();
  }, [isFirst]);
  return input;
}
