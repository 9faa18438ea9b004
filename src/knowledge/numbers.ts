/** A list of numbers that grows, in four bytes each. */
export function createNumbers(): { push(number: number): void; length(): number; all(): Uint32Array<ArrayBuffer> } {
  let list = new Uint32Array(1_024);
  let length = 0;
  return {
    push(number) {
      if (length === list.length) {
        const longer = new Uint32Array(length * 2);
        longer.set(list);
        list = longer;
      }
      list[length++] = number;
    },
    length: () => length,
    all: () => list.slice(0, length),
  };
}
