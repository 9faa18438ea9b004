import { encode } from 'uqr';
import style from './qr.module.css';

/** A QR code, drawn here: the key in it is sent nowhere. Always dark on light, or cameras do not read it. */
export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 3 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      className={style['qr']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect className={style['light']} width={size} height={size} />
      <path className={style['dark']} d={path} />
    </svg>
  );
}
