import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { base, navigate } from './router.js';

/** A link within the console: an ordinary press stays on the page, a new tab is a real address. */
export function Link({
  to,
  onClick,
  ...rest
}: { readonly to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  function press(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    navigate(to);
  }
  return <a {...rest} href={base + to} onClick={press} />;
}
