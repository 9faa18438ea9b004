/** A position is `n-seq`, or `seq` alone in the first stretch; empty before all. Compared so, and taken apart nowhere else. */
export function isAfter(one: string, other: string): boolean {
  const [oneN, oneSeq] = parts(one);
  const [otherN, otherSeq] = parts(other);
  return oneN === otherN ? oneSeq > otherSeq : oneN > otherN;
}

function parts(position: string): [number, number] {
  if (position === '') return [0, 0];
  const [first = '0', second] = position.split('-');
  return second === undefined ? [0, Number(first)] : [Number(first), Number(second)];
}
