/** A rectangle of the window, in CSS pixels from its upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Between the bubble and what it points at, and between the bubble and the window's edge. */
const gap = 12;

/**
 * Where a bubble stands that points at something: below it, else above, else beside (first of all, if `beside`); never over the window's edge, and
 * over its target only when there is no room anywhere (a target as large as the window). Without a target it stands in
 * the lower left corner, out of the way of the chat's button.
 */
export function placeBubble(
  target: Box | undefined,
  bubble: Size,
  view: Size,
  beside = false,
): { left: number; top: number } {
  if (!target) return { left: gap, top: inside(view.height - bubble.height - gap, bubble.height, view.height) };
  const below = target.top + target.height + gap;
  const above = target.top - bubble.height - gap;
  const right = target.left + target.width + gap;
  const before = target.left - bubble.width - gap;
  const middle = inside(target.left + target.width / 2 - bubble.width / 2, bubble.width, view.width);
  const level = inside(target.top, bubble.height, view.height);
  if (beside && right + bubble.width + gap <= view.width) return { left: right, top: level };
  if (below + bubble.height + gap <= view.height)
    return { left: middle, top: inside(below, bubble.height, view.height) };
  if (above >= gap) return { left: middle, top: inside(above, bubble.height, view.height) };
  if (right + bubble.width + gap <= view.width) return { left: right, top: level };
  if (before >= gap) return { left: before, top: level };
  return { left: middle, top: inside(view.height, bubble.height, view.height) };
}

const inside = (wanted: number, size: number, room: number): number =>
  Math.max(gap, Math.min(wanted, room - size - gap));
