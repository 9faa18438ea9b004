/** Somebody who has worked here for long: no tour stands before their screens. */
export const seenTours = `{
  const get = Storage.prototype.getItem;
  Storage.prototype.getItem = function (key) { return key.startsWith('madoguchi.tour.') ? '1' : get.call(this, key); };
}`;
