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

/** The same for what is read differently in each language of a conversation; those are few. */
export function rememberInEach<T>(
  most: number,
  make: (text: string, language: string) => T,
): (text: string, language: string) => T {
  const readers = new Map<string, (text: string) => T>();
  return (text, language) => {
    let reader = readers.get(language);
    if (!reader) readers.set(language, (reader = rememberNewest(most, (one) => make(one, language))));
    return reader(text);
  };
}
