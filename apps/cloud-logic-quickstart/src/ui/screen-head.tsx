import type { ComponentChildren } from 'preact';
import { useHeadingFocus } from './use-heading-focus.ts';

export function ScreenHead({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useHeadingFocus(title);
  return (
    <header class="head">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </header>
  );
}
