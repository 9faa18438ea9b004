import type { ComponentChildren, JSX } from 'preact';

/** Line drawings on a grid of 24, in the colour of the text beside them; their button says what they mean. */
function Icon({ children, size = 20 }: { children: ComponentChildren; size?: number }): JSX.Element {
  return (
    <svg
      {...{ width: size, height: size, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor' }}
      {...{ 'stroke-width': 1.75, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }}
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

const drawn =
  (...paths: string[]) =>
  (): JSX.Element => (
    <Icon>
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </Icon>
  );

export const CloseIcon = drawn('M6 6l12 12M18 6L6 18');
export const BackIcon = drawn('M14.5 5.5L8 12l6.5 6.5');
export const ForwardIcon = drawn('M9.5 5.5L16 12l-6.5 6.5');
export const DownIcon = drawn('M12 5v14M6 13l6 6 6-6');
export const FreshIcon = drawn('M12 20H5a1 1 0 01-1-1V5a1 1 0 011-1h14a1 1 0 011 1v7', 'M18 15v6M15 18h6');
export const SendIcon = drawn('M12 19V5M6 11l6-6 6 6');
export const AttachIcon = drawn(
  'M19 11l-7.3 7.3a4.2 4.2 0 01-6-6L13 5a2.8 2.8 0 014 4l-7.2 7.2a1.4 1.4 0 01-2-2L14.5 8',
);
export const CameraIcon = drawn('M4 8h3.5L9 5.5h6L16.5 8H20v11H4z', 'M12 16.2a3 3 0 100-6 3 3 0 000 6z');
export const PageIcon = drawn('M6 3.5h8.5L18 7v13.5H6z', 'M9 10h6M9 13.5h6M9 17h3.5');
export const FileIcon = drawn('M6 3.5h8L18 7.5v13H6z', 'M14 3.5v4h4');
export const PersonIcon = drawn(
  'M12 11.5a3.75 3.75 0 100-7.5 3.75 3.75 0 000 7.5z',
  'M4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
);
export const DownloadIcon = drawn('M12 4v11M7 10.5l5 5 5-5M5 20h14');
export const OutIcon = drawn('M10 5H5v14h14v-5M14 4.5h5.5V10M19 5l-8 8');
export const CheckIcon = drawn('M5 12.5l4.5 4.5L19 7.5');

/** Five faces, from the mouth turned down to the mouth turned up. */
export function FaceIcon({ score }: { score: number }): JSX.Element {
  const bend = (score - 3) * 2.2;
  return (
    <Icon size={32}>
      <circle cx="12" cy="12" r="9" />
      <path d="M9 9.6v.6M15 9.6v.6" />
      <path d={`M8.3 ${15.2 - bend / 3}Q12 ${15.2 + bend} 15.7 ${15.2 - bend / 3}`} />
    </Icon>
  );
}

/** 窓口: a curtain of three cloths over a counter. */
export function CounterIcon({ size = 32 }: { size?: number }): JSX.Element {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
      <path d="M4 5h24v2.4H4z" />
      <path d="M6 9h5.9v9.2H6zM13.05 9h5.9v7.2h-5.9zM20.1 9H26v9.2h-5.9z" />
      <path d="M3 22.4h26v2.8H3zM6 26.4h20v1.8H6z" opacity=".75" />
    </svg>
  );
}

/** The lower edge of the header: cloth that hangs in five lengths, with slits between. */
export function Noren(): JSX.Element {
  return (
    <svg class="noren" viewBox="0 0 400 20" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 0h400v20h-78.5V2h-3v18h-77V2h-3v18h-77V2h-3v18h-77V2h-3v18H0z" />
    </svg>
  );
}
