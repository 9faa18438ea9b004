/**
 * Remembers what was made of the newest texts: one message is read by one reader after the other and asked about several
 * times on its way, while other conversations are read in between.
 *
 * @param most how many are kept
 */
export function rememberNewest<T>(most: number, make: (text: string) => T): (text: string) => T {
  const kept = new Map<string, { readonly made: T }>();
  return (text) => {
    const known = kept.get(text);
    if (known) return known.made;
    const made = make(text);
    if (kept.size >= most) {
      const [oldest = ''] = kept.keys();
      kept.delete(oldest);
    }
    kept.set(text, { made });
    return made;
  };
}
