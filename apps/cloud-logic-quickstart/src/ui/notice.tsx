import type { ComponentChildren } from 'preact';

/** A message that a screen reader reads out: a failure at once, the rest when it has finished its sentence. */
export function Notice({
  kind = 'info',
  children,
}: {
  kind?: 'info' | 'success' | 'failure';
  children: ComponentChildren;
}) {
  return (
    <div class={`notice ${kind}`} role={kind === 'failure' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
