import { placeBubble, type Box } from './place.js';
import { markSeen } from './seen.js';

export interface Step {
  readonly target: string;
  /** Stands rather beside it than below: what is below is wanted. */
  readonly beside?: true;
  readonly title: string;
  readonly text: string;
}

export interface TourWords {
  readonly next: string;
  readonly back: string;
  readonly done: string;
  readonly close: string;
  /** `{at}` and `{all}` are filled in. */
  readonly of: string;
}

export interface TourOptions {
  /** Under this name it is remembered as seen. */
  readonly name: string;
  /** Whose memory it is, where several people use one browser. */
  readonly who?: string;
  readonly steps: readonly Step[];
  readonly words: TourWords;
  /** Where the focus goes when the bubble had it: the page's content. */
  readonly home: string;
  /** The reader asked for it: then the focus goes there, which it never does of its own accord. */
  readonly asked?: boolean;
  /** Left free at the lower edge of a narrow window, for what lies above everything there. */
  readonly keepFree?: number;
}

/**
 * A small guided tour: one bubble that points at one thing after another. It stands first in the page, so that the first
 * Tab reaches it; it takes the focus from nobody and keeps nobody in. Escape ends it, arrows turn its pages. Gives the
 * function that takes it away without a mark, for when the screen changes under it.
 */
export function startTour({ name, who, steps, words, home, asked, keepFree = 0 }: TourOptions): () => void {
  const shown = steps.filter(({ target }) => isOpenToView(targetOf(target)));
  if (shown.length === 0 || document.getElementById('tour-bubble')) return () => undefined;
  let at = 0;
  const ring = made('div', { class: 'tour-ring' });
  const bubble = made('section', { id: 'tour-bubble', class: 'tour-bubble', 'aria-labelledby': 'tour-title' });
  const title = made('h2', { id: 'tour-title', 'aria-live': 'polite' });
  const text = made('p', { 'aria-live': 'polite' });
  const count = made('span', { class: 'tour-count' });
  const back = button(words.back, 'tour-back', () => turn(-1));
  const next = button(words.next, 'tour-next', () => turn(1));
  const close = button('×', 'tour-close', end);
  close.setAttribute('aria-label', words.close);
  const foot = made('p', { class: 'tour-foot' });
  foot.append(count, back, next);
  bubble.append(close, title, text, foot);

  function turn(by: number): void {
    at += by;
    if (at >= shown.length) return end();
    show();
  }

  function show(): void {
    const step = shown[at];
    if (!step) return end();
    title.textContent = step.title;
    text.textContent = step.text;
    count.textContent = words.of.replace('{at}', String(at + 1)).replace('{all}', String(shown.length));
    back.hidden = at === 0;
    next.textContent = at === shown.length - 1 ? words.done : words.next;
    bringIntoView(targetOf(step.target));
    place();
  }

  function place(): void {
    const box = boxOf(targetOf(shown[at]?.target ?? ''));
    const view = {
      width: document.documentElement.clientWidth,
      height: innerHeight - (innerWidth < narrow ? keepFree : 0),
    };
    const { left, top } = placeBubble(box, bubble.getBoundingClientRect(), view, shown[at]?.beside);
    Object.assign(bubble.style, { left: `${left}px`, top: `${top}px` });
    ring.hidden = box === undefined;
    if (box) {
      const edge = { left: box.left - 6, top: box.top - 6, width: box.width + 12, height: box.height + 12 };
      for (const [side, length] of Object.entries(edge)) ring.style.setProperty(side, `${length}px`);
    }
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') return end();
    if (!bubble.contains(document.activeElement)) return;
    if (event.key === 'ArrowRight') turn(1);
    if (event.key === 'ArrowLeft' && at > 0) turn(-1);
  }

  function end(): void {
    markSeen(name, who);
    leave();
  }

  function leave(): void {
    const hadFocus = bubble.contains(document.activeElement);
    bubble.remove();
    ring.remove();
    removeEventListener('resize', place);
    removeEventListener('scroll', place, true);
    removeEventListener('keydown', onKey);
    if (hadFocus) document.getElementById(home)?.focus({ preventScroll: true });
  }

  document.body.prepend(bubble, ring);
  addEventListener('resize', place);
  addEventListener('scroll', place, true);
  addEventListener('keydown', onKey);
  show();
  if (asked) next.focus({ preventScroll: true });
  return leave;
}

const narrow = 740;

/** There, and not behind a pane that lies over it; what is further down the page can be scrolled to. */
function isOpenToView(target: Element | undefined): boolean {
  if (!target) return false;
  const { left, top, width, height } = target.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return hit === null || target.contains(hit) || hit.contains(target) || hit.shadowRoot?.contains(target) === true;
}

/** Scrolled only when it must be: a scroll moves the place from which Tab goes on, away from the bubble. */
function bringIntoView(target: Element | undefined): void {
  if (!target) return;
  const { top, bottom } = target.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) target.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}

/** The first of the selectors that is there; of the chat's element its button, which lives in a tree of its own. */
export function targetOf(selectors: string): Element | undefined {
  for (const selector of selectors.split(',')) {
    const found = selector === '' ? null : document.querySelector(selector.trim());
    const inner = found?.shadowRoot?.querySelector('button') ?? found;
    if (inner && inner.getClientRects().length > 0) return inner;
  }
  return undefined;
}

function boxOf(element: Element | undefined): Box | undefined {
  return element?.getBoundingClientRect();
}

function button(text: string, name: string, press: () => void): HTMLButtonElement {
  const one = made('button', { type: 'button', class: name });
  one.textContent = text;
  one.addEventListener('click', press);
  return one;
}

function made<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
