/** What is bought together with what. */
const goesWith = {
  'AP-40': ['AP-F40'],
  'AP-20': ['AP-F20'],
  'AP-60': ['AP-F60'],
  'TB-3': ['TB-H3'],
  'RV-10': ['RV-S10'],
  'VC-500': ['VC-B500'],
  'PR-6': ['PR-I6'],
  'WR-7': ['WE-3'],
  'CM-5': ['CG-1', 'KT-300'],
  'CM-12': ['CG-3'],
  'MN-27': ['KB-4', 'MS-2'],
  'MN-24': ['KB-4', 'MS-2', 'WC-1'],
  'TV-50': ['SP-40', 'SP-60', 'PS-6'],
  'WM-90': ['DR-60'],
  'HP-30': ['CH-65'],
};
const consumable = /^(AP-F|TB-H|VC-B|PR-I|RV-S)/;

/** Lines of one order: mostly one thing; what goes with it; two at a time only of what one buys two of. */
export function basketOf(products, chance) {
  const shelf = [...products.values()];
  const first = chance.weighed(shelf.map((one) => [popularity(one), one.sku]));
  const basket = new Map([[first, quantityOf(first, chance)]]);
  const partner = goesWith[first];
  if (partner && chance.happens(0.35)) basket.set(chance.one(partner), 1);
  if (chance.happens(0.22)) {
    const second = chance.weighed(shelf.map((one) => [secondly(one), one.sku]));
    basket.set(second, basket.get(second) ?? quantityOf(second, chance));
  }
  return [...basket];
}

/** Cheap things are bought more often, and the shop's old favourites most of all. */
function popularity({ sku, price }) {
  const favourite = ['KT-200', 'RC-55', 'RV-10', 'HP-20', 'AP-40', 'WR-7', 'VC-300', 'HP-30', 'MB-10'].includes(sku);
  return (favourite ? 4 : 1) * (price < 10_000 ? 1.3 : price < 40_000 ? 1 : 0.45);
}

/** Filters and brushes are bought with their machine or alone, never beside somebody else's. */
function secondly({ sku, price }) {
  if (consumable.test(sku)) return 0;
  return price < 15_000 ? 1 : 0.15;
}

function quantityOf(sku, chance) {
  if (consumable.test(sku)) return chance.whole(1, 3);
  return /^(NL|PL|PS|CH|SC|TM|DL)-/.test(sku) && chance.happens(0.25) ? 2 : 1;
}
