import { normalise } from '../normalise.js';
import { withoutDetails } from '../questions.js';
import { contactsIn, type PhoneRegion } from './contact.js';
import { createOrderNumberReader } from './order-number.js';

const longest = 2_000;

/**
 * What a message is about, for the search: without order and tracking numbers, mail addresses and phone numbers and
 * what leads up to them, which would find articles about numbers and addresses. Models stay: articles name them.
 */
export function createMatter({
  orderPatterns = ['A-\\d{5}'],
  trackingPatterns = [],
  phoneRegion = 'JP',
}: {
  orderPatterns?: readonly string[];
  trackingPatterns?: readonly string[];
  phoneRegion?: PhoneRegion;
}): (written: string, language: string) => string {
  const orders = createOrderNumberReader(orderPatterns);
  const parcels = createOrderNumberReader(trackingPatterns, 'not-a-tracking-number');
  return (written, language) => {
    const text = normalise(written.slice(0, longest));
    if (!/[\d@]/.test(text)) return written;
    const numbers = [...orders.find(text), ...parcels.find(text)].map((one) => one.text);
    const rest = numbers.reduce((left, one) => left.replace(one, ' '), text);
    const details = [...numbers, ...contactsIn(rest, phoneRegion)];
    return details.length === 0 ? written : withoutDetails(text, details, language);
  };
}
