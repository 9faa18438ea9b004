import type { Ordinals } from '../directline/ordinals.js';
import type { Access } from './access.js';
import type { Frames } from './frames.js';
import type { Widget } from './widget.js';

/** Everything of one server's widget that its routes share. */
export interface WidgetParts {
  readonly widget: Widget;
  readonly access: Access;
  readonly ordinals: Ordinals;
  readonly frames: Frames;
}
