import {
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
  type VariantColorsResolver,
} from '@mantine/core';
import { colours } from '../../tokens.js';

/**
 * Mantine with our tokens. Its own variables are given their values in look.css, from `/console/tokens.css`; here is what
 * it computes in JavaScript. It writes no style elements (`withCssVariables={false}`): our policy forbids them.
 */
const shades = (name: string): MantineColorsTuple => {
  const one = `var(--colour-${name})`;
  return [one, one, one, one, one, one, one, one, one, one];
};

/** Colours by the names of src/tokens.ts: `color="danger"`. */
const variantColorResolver: VariantColorsResolver = ({ color, variant }) => {
  const named = color !== undefined && color in colours.light ? color : 'accent';
  const ink = `var(--colour-${named})`;
  const tinted = `color-mix(in srgb, ${ink} 10%, var(--colour-paper))`;
  const deeper = `color-mix(in srgb, ${ink} 18%, var(--colour-paper))`;
  switch (variant) {
    case 'filled':
      return {
        ...{ background: ink, color: named === 'accent' ? 'var(--colour-on-accent)' : 'var(--colour-paper)' },
        ...{ hover: `color-mix(in srgb, ${ink} 88%, var(--colour-ink))`, border: '1px solid transparent' },
      };
    case 'light':
      return { background: tinted, hover: deeper, color: ink, border: '1px solid transparent' };
    case 'outline':
      return { background: 'transparent', hover: tinted, color: ink, border: `1px solid ${ink}` };
    case 'default':
      return {
        ...{ background: 'var(--colour-paper)', hover: 'var(--colour-raised)', color: 'var(--colour-ink)' },
        border: '1px solid var(--colour-line)',
      };
    case 'transparent':
      return { background: 'transparent', hover: 'transparent', color: ink, border: '1px solid transparent' };
    default:
      return { background: 'transparent', hover: tinted, color: ink, border: '1px solid transparent' };
  }
};

/** The look, with the one word that Mantine's own parts need in the reader's language. */
export const lookIn = (close: string): MantineThemeOverride =>
  createTheme({
    colors: {
      accent: shades('accent'),
      good: shades('good'),
      warning: shades('warning'),
      danger: shades('danger'),
      quiet: shades('quiet'),
      ink: shades('ink'),
    },
    primaryColor: 'accent',
    variantColorResolver,
    respectReducedMotion: true,
    focusRing: 'auto',
    cursorType: 'pointer',
    components: {
      // Locking the page's scroll is done with a style element, which our policy forbids; nothing behind scrolls anyway.
      Modal: { defaultProps: { lockScroll: false, centered: true, closeButtonProps: { 'aria-label': close } } },
      Drawer: { defaultProps: { lockScroll: false, closeButtonProps: { 'aria-label': close } } },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } },
      Button: { defaultProps: { size: 'sm' } },
      Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
      Menu: { defaultProps: { shadow: 'md' } },
    },
  });
