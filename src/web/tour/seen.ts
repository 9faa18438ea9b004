/** Which tours somebody has seen or skipped, on this device. `who` keeps two people at one machine apart. */
const keyOf = (tour: string, who: string): string => `madoguchi.tour.${who === '' ? '' : `${who}.`}${tour}`;

export function hasSeen(tour: string, who = ''): boolean {
  try {
    return localStorage.getItem(keyOf(tour, who)) !== null;
  } catch {
    // Where nothing can be kept, nobody is shown the same tour at every visit.
    return true;
  }
}

export function markSeen(tour: string, who = ''): void {
  try {
    localStorage.setItem(keyOf(tour, who), '1');
  } catch {
    // See above: such a browser is never shown a tour by itself.
  }
}
