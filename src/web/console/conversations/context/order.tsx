import type { CustomerOrder } from '../../../../console-wire.js';
import { usePlace } from '../../place.js';
import { price, shortDay } from '../../times.js';
import { useWords } from '../../words.js';
import { Copy } from '../conversation/handoff-card.js';
import { contextWords, type ContextWords } from './context.words.js';
import style from './order.module.css';

/** One order: its number, where it is, what is in it. */
export function Order({ order }: { readonly order: CustomerOrder }) {
  const say = useWords(contextWords);
  const place = usePlace();
  const { number, status, placed, expected, delivered, carrier, tracking, total, currency, lines } = order;
  const day =
    delivered !== null
      ? say.deliveredOn(shortDay(delivered, place))
      : expected !== null
        ? say.expected(shortDay(expected, place))
        : '';
  return (
    <li className={style['order']}>
      <p className={style['top']}>
        <strong>{number}</strong>
        <Copy value={number} />
        <span className={style['status']} data-status={status}>
          {statusWords(status, say)}
        </span>
      </p>
      <p className={style['quiet']}>
        {shortDay(placed, place)}
        {day !== '' && ` → ${day}`} · {price(total, currency, place.language)}
      </p>
      <ul className={style['lines']}>
        {lines.map(({ sku, name, quantity }) => (
          <li key={sku}>
            {name}
            {quantity > 1 && ` × ${quantity}`}
          </li>
        ))}
      </ul>
      {tracking !== null && (
        <p className={style['quiet']}>
          {carrier} {tracking}
          <Copy value={tracking} />
        </p>
      )}
    </li>
  );
}

function statusWords(status: string, say: ContextWords): string {
  switch (status) {
    case 'placed':
    case 'packed':
    case 'shipped':
    case 'out-for-delivery':
    case 'delivered':
    case 'delayed':
    case 'returned':
    case 'cancelled':
      return say[status];
    default:
      return status;
  }
}
