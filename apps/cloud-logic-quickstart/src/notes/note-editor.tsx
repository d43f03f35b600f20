import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

export function NoteEditor({
  text: before,
  onSave,
  onCancel,
}: {
  text: string;
  onSave: (text: string) => Promise<void>;
  onCancel: () => void;
}) {
  const id = useId();
  const [text, setText] = useState(before);
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || text.trim() === '') return;
    setBusy(true);
    await onSave(text.trim());
    setBusy(false);
  }

  return (
    <form onSubmit={save} onKeyDown={({ key }) => key === 'Escape' && onCancel()}>
      <label class="unseen" for={id}>
        Text of the note
      </label>
      <textarea
        id={id}
        ref={field}
        rows={3}
        maxLength={4000}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div class="actions">
        <button type="button" class="link" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" class="button small" aria-disabled={isBusy || text.trim() === ''}>
          {isBusy ? 'Saving …' : 'Save'}
        </button>
      </div>
    </form>
  );
}
