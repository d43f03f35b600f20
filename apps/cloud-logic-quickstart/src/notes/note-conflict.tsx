import { useLayoutEffect, useRef } from 'preact/hooks';

/** Both texts of a note that was changed in two places: one of them goes on. */
export function NoteConflict({
  mine,
  theirs,
  onKeepMine,
  onTakeTheirs,
}: {
  mine: string;
  theirs: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}) {
  const question = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => question.current?.focus(), []);
  return (
    <fieldset class="conflict" aria-label="Conflict">
      <p ref={question} tabIndex={-1}>
        <strong>This note was changed elsewhere.</strong> Which text do you want to keep?
      </p>
      <div class="versions">
        <figure>
          <figcaption>Yours</figcaption>
          <p class="text">{mine}</p>
          <button type="button" class="button quiet small" onClick={onKeepMine}>
            Keep yours
          </button>
        </figure>
        <figure>
          <figcaption>Saved elsewhere</figcaption>
          <p class="text">{theirs}</p>
          <button type="button" class="button quiet small" onClick={onTakeTheirs}>
            Take the other
          </button>
        </figure>
      </div>
    </fieldset>
  );
}
