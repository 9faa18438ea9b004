/** Tells how much a question looks like those of each label: a margin each, above 0 for one of its own. */
export interface Classifier {
  readonly labels: number;
  margins(traits: readonly string[]): Float32Array;
  /** The share of these traits that stand in any lesson, weighed by rarity; what was never seen weighs like the rarest. */
  known(traits: readonly string[]): number;
}

/** Everything a classifier is, to be handed to another thread. Weights stand by trait, then by label. */
export interface Learned {
  readonly labels: number;
  readonly traits: readonly string[];
  readonly rarity: Float32Array<ArrayBuffer>;
  readonly weights: Int8Array<ArrayBuffer>;
  /** What a weight of 1 is worth, for each label. */
  readonly scale: Float32Array<ArrayBuffer>;
  readonly bias: Float32Array<ArrayBuffer>;
}

/** What was learned, in use; it may have been learned in another thread. Building it costs about 0.3 µs a trait. */
export function classifierOf(learned: Learned): Classifier {
  const { labels, traits, rarity, weights, scale, bias } = learned;
  const places = new Map(traits.map((trait, place) => [trait, place]));
  const rarest = rarity.reduce((most, one) => Math.max(most, one), 1);
  return {
    labels,
    margins(given) {
      const { place, value } = vectorOf(given, places, rarity);
      const sums = new Float64Array(labels);
      for (const [i, trait] of place.entries()) {
        const from = trait * labels;
        const amount = value[i] ?? 0;
        for (let label = 0; label < labels; label++)
          sums[label] = (sums[label] ?? 0) + amount * (weights[from + label] ?? 0);
      }
      return Float32Array.from(sums, (sum, label) => sum * (scale[label] ?? 0) + (bias[label] ?? 0));
    },
    known(given) {
      let [known, all] = [0, 0];
      for (const trait of new Set(given)) {
        const place = places.get(trait);
        const weight = place === undefined ? rarest : (rarity[place] ?? 0);
        all += weight;
        if (place !== undefined) known += weight;
      }
      return all === 0 ? 0 : known / all;
    },
  };
}

export interface Vector {
  readonly place: Int32Array;
  readonly value: Float32Array;
}

/** How often a trait occurs counts by its logarithm, times its rarity; the whole has length 1. */
export function vectorOf(traits: readonly string[], places: ReadonlyMap<string, number>, rarity: Float32Array): Vector {
  const counts = new Map<number, number>();
  for (const trait of traits) {
    const place = places.get(trait);
    if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const place = Int32Array.from(counts.keys());
  const value = Float32Array.from(counts, ([trait, count]) => (1 + Math.log(count)) * (rarity[trait] ?? 0));
  const length = Math.sqrt(value.reduce((sum, one) => sum + one * one, 0)) || 1;
  return { place, value: value.map((one) => one / length) };
}
