/** Skin and cloth of the drawn initials: one pair for each person, always the same. */
const grounds = [
  ['#e6eff1', '#2f5562'],
  ['#f8ebe4', '#8a4229'],
  ['#eaf1e3', '#45603a'],
  ['#f0eaf4', '#5a4269'],
  ['#e7ebf4', '#2f3b58'],
  ['#faecef', '#8c4656'],
  ['#faf2e0', '#7d5a16'],
  ['#f1efea', '#57534b'],
] as const;

/** A person's picture: their initials on a ground of their own, the window arch of the counter above. */
export function portrait(name: string, place: number): string {
  const [ground, ink] = grounds[place % grounds.length] ?? grounds[0];
  const initials = initialsOf(name);
  const size = [...initials].length > 1 ? 40 : 48;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">
  <rect width="120" height="120" fill="${ground}"/>
  <path d="M20 120V64a40 40 0 0 1 80 0v56z" fill="${ink}" opacity="0.1"/>
  <path d="M12 112h96" stroke="${ink}" stroke-width="4" stroke-linecap="round" opacity="0.35"/>
  <text x="60" y="78" text-anchor="middle" font-family="system-ui, 'Hiragino Sans', 'Noto Sans JP', sans-serif" font-size="${size}" font-weight="600" fill="${ink}">${initials}</text>
</svg>
`;
}

/** Two letters of a Latin name, the family name's first sign of a Japanese one. Letters alone: it becomes markup. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter((part) => /^\p{L}/u.test(part));
  const latin = parts.filter((part) => /^\p{Script=Latin}/u.test(part)).slice(0, 2);
  const shown = latin.length > 0 ? latin.map((part) => part.slice(0, 1).toUpperCase()).join('') : '';
  return shown || [...(parts[0] ?? '?')][0] || '?';
}
