import { describe, expect, test } from '@jest/globals';
import { provenOwner } from '../../src/customers/order.js';

const order = { mail: 'Kim@Example.com', phone: '090-0000-1234' };

describe('an order is proven', () => {
  test.each([
    { mail: 'kim@example.com' },
    { mail: ' KIM@EXAMPLE.COM ' },
    { mail: 'ｋｉｍ@example.com' },
    { phone: '09000001234' },
    { phone: '+81 90 0000 1234' },
    { phone: '+81 (0)90-0000-1234' },
    { phone: '0081 90 0000 1234' },
    { phone: '０９０－００００－１２３４' },
    { mail: 'somebody@example.com', phone: '090-0000-1234' },
  ])('by %j', (given) => {
    expect(provenOwner(order, given)).toBe(true);
  });
});

describe('an order is not proven', () => {
  test.each([
    {},
    { mail: '' },
    { phone: '' },
    { mail: 'kim@example.co' },
    { mail: 'im@example.com' },
    { phone: '090-0000-123' },
    { phone: '1234' },
    { phone: '+1 90 0000 1234' },
    { mail: '090-0000-1234' },
  ])('by %j', (given) => {
    expect(provenOwner(order, given)).toBe(false);
  });

  test('when the shop knows neither address nor number, whatever is given', () => {
    expect(provenOwner({ mail: '', phone: '' }, { mail: '', phone: '' })).toBe(false);
    expect(provenOwner({ mail: '', phone: '123' }, { mail: 'a@example.com', phone: '12' })).toBe(false);
  });
});
