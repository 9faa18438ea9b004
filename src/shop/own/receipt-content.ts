import { z } from 'zod';
import type { Order } from '../../customers/order.js';
import type { Product } from '../../customers/product.js';
import type { Settings } from '../../site/settings.js';
import { listCurrency } from './product.js';

/** What a receipt says, kept as it was when it was made: neither a new price nor the next import changes it. */
export const receiptContent = z.object({
  issuer: z.string(),
  address: z.string().nullable(),
  registration: z.string().nullable(),
  /** The day of the order, in milliseconds. */
  sold: z.number(),
  currency: z.string(),
  total: z.number(),
  lines: z.array(
    z.object({
      name: z.string(),
      quantity: z.number(),
      /** For all pieces together; null where the catalogue does not have it any more. */
      amount: z.number().nullable(),
      rate: z.number().nullable(),
    }),
  ),
  /** Shipping and the like: what the total is above the goods. */
  extra: z.number(),
  /** By rate, the highest first; `amount` includes `tax`. None where the rates are not known. */
  taxes: z.array(z.object({ rate: z.number(), amount: z.number(), tax: z.number() })),
});
export type ReceiptContent = z.infer<typeof receiptContent>;

export function receiptContentOf(
  order: Pick<Order, 'placed' | 'total' | 'currency' | 'lines'>,
  products: ReadonlyMap<string, Product>,
  { settings, language }: { settings: Pick<Settings, 'name' | 'invoice'>; language: string },
): ReceiptContent {
  const { issuer = settings.name, address, registration, taxRate } = settings.invoice;
  const lines = order.lines.map(({ sku, quantity }) => {
    const product = products.get(sku);
    const isPriced = product !== undefined && order.currency === listCurrency;
    return {
      ...{ name: product?.name[language] ?? Object.values(product?.name ?? {})[0] ?? sku, quantity },
      amount: isPriced ? product.price * quantity : null,
      rate: product?.taxRate ?? taxRate ?? null,
    };
  });
  const goods = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const isPriced = lines.every(({ amount }) => amount !== null) && goods <= order.total;
  return {
    ...{ issuer, address: address ?? null, registration: registration ?? null, sold: order.placed },
    ...{ currency: order.currency, total: order.total, extra: isPriced ? order.total - goods : 0 },
    // Prices have changed since: the single ones would not add up to what was paid, so only the total is told.
    lines: isPriced ? lines : lines.map((line) => ({ ...line, amount: null })),
    taxes: taxesOf({ lines, total: order.total, usual: taxRate, isPriced, currency: order.currency }),
  };
}

interface Taxed {
  readonly lines: ReceiptContent['lines'];
  readonly total: number;
  readonly usual: number | undefined;
  readonly isPriced: boolean;
  readonly currency: string;
}

/**
 * The tax in the amounts, rounded once for each rate as Japan's qualified invoices want it (Consumption Tax Act,
 * enforcement order, article 70-10). With one rate for everything the total is enough; with several the single
 * amounts must be known, and shipping counts at the shop's usual rate.
 */
function taxesOf({ lines, total, usual, isPriced, currency }: Taxed): ReceiptContent['taxes'] {
  const goods = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const isExact = isPriced && goods === total;
  // Where the prices do not add up to the total there may be shipping in it, at the usual rate.
  const rates = new Set([...lines.map(({ rate }) => rate), ...(isExact ? [] : [usual ?? null])]);
  const [only] = rates;
  if (rates.has(null)) return [];
  if (rates.size === 1 && typeof only === 'number') return [taxIn(total, only, currency)];
  if (!isPriced) return [];
  const amounts = new Map<number, number>();
  const add = (rate: number, amount: number): void => void amounts.set(rate, (amounts.get(rate) ?? 0) + amount);
  for (const { rate, amount } of lines) add(rate ?? 0, amount ?? 0);
  if (!isExact) add(usual ?? 0, total - goods);
  return [...amounts]
    .map(([rate, amount]) => taxIn(amount, rate, currency))
    .toSorted((one, other) => other.rate - one.rate);
}

function taxIn(amount: number, rate: number, currency: string): { rate: number; amount: number; tax: number } {
  const exact = (amount * rate) / (100 + rate);
  return { rate, amount, tax: currency === 'JPY' ? Math.floor(exact) : Math.round(exact * 100) / 100 };
}
