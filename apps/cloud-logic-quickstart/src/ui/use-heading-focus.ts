import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * For the heading of a screen, whose title becomes that of the tab. It gets the focus where nothing else has it:
 * keyboard and screen reader begin there.
 */
export function useHeadingFocus(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${title} · Cloud Logic`;
    if (document.activeElement === document.body) heading.current?.focus();
  }, [title]);
  return heading;
}
