import { useId, useState } from 'preact/hooks';
import type { Failure } from '../api/result.ts';
import { FailureNotice } from './failure-notice.tsx';
import type { NotesTools } from './notes-state.ts';

export function NewNote({ api, dispatch, take }: NotesTools) {
  const id = useId();
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [done, setDone] = useState('');

  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || text.trim() === '') return;
    setBusy(true);
    setFailure(undefined);
    setDone('');
    const result = await take(api.create(text.trim()));
    setBusy(false);
    if (result.kind !== 'ok') return setFailure(result);
    dispatch({ kind: 'saved', note: result.value });
    // What was typed meanwhile stays.
    setText((now) => (now === text ? '' : now));
    setDone('The note is saved.');
  }

  return (
    <form class="new-note" onSubmit={add}>
      <label for={id}>New note</label>
      <textarea
        id={id}
        rows={2}
        maxLength={4000}
        placeholder="What is on your mind?"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      {failure && <FailureNotice failure={failure} />}
      <div class="actions">
        <span class="hint">Ctrl + Enter adds it</span>
        <button type="submit" class="button" aria-disabled={isBusy || text.trim() === ''}>
          {isBusy ? 'Saving …' : 'Add'}
        </button>
      </div>
      <p class="unseen" role="status">
        {done}
      </p>
    </form>
  );
}
