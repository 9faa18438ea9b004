/** Chance from a seed: the same lists on every machine, so that a change of this folder shows as a change of the lists. */
export function createChance(seed) {
  let state = seed >>> 0;
  // mulberry32: four lines, good enough to spread names and days.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least, most) => least + Math.floor(next() * (most - least + 1));
  const one = (list) => list[whole(0, list.length - 1)];
  const happens = (share) => next() < share;
  /** One of `[weight, thing]` pairs. */
  const weighed = (pairs) => {
    let left = next() * pairs.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, thing] of pairs) if ((left -= weight) < 0) return thing;
    return pairs.at(-1)[1];
  };
  return { next, whole, one, happens, weighed };
}
