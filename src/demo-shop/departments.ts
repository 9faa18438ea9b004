/** The shop's shelves, in the order of its navigation, and the categories of products that stand on each. */
export const departments = [
  { id: 'kitchen', categories: ['kettle', 'rice cooker', 'microwave', 'kitchen', 'refrigerator'], sign: 'KT-200' },
  { id: 'cleaning', categories: ['vacuum', 'robot vacuum', 'washing machine', 'laundry'], sign: 'RV-10' },
  { id: 'air', categories: ['air purifier', 'climate'], sign: 'FN-12' },
  { id: 'sound', categories: ['headphones', 'audio', 'television'], sign: 'HP-20' },
  { id: 'digital', categories: ['router', 'computer'], sign: 'MN-27' },
  { id: 'living', categories: ['lamp', 'home'], sign: 'DL-3' },
  { id: 'beauty', categories: ['beauty', 'health'], sign: 'HD-40' },
  { id: 'parts', categories: ['accessory'], sign: 'AP-F40' },
] as const;

export type Department = (typeof departments)[number];
export type DepartmentId = Department['id'];

export const departmentOf = (category: string): Department | undefined =>
  departments.find(({ categories }) => categories.some((one) => one === category));

/** What stands in the window on the first page. */
export const favourites = ['KT-300', 'RC-60', 'RV-10', 'HP-20', 'AP-40', 'TO-8', 'DL-3', 'HD-40'] as const;
