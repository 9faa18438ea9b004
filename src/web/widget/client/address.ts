/** Where our wire begins; the same as in `widget-wire.ts`, from which a value would bring the whole of zod along. */
export const widgetBase = '/widget/v1';
