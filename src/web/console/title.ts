/** What the tab is called, with how many conversations have something unseen in front: `(2) Broken kettle – Madoguchi`. */
let base = 'Madoguchi';
let unseen = 0;

export function setTitle(name: string | undefined): void {
  base = name === undefined ? 'Madoguchi' : `${name} – Madoguchi`;
  show();
}

export function setUnseen(count: number): void {
  unseen = count;
  show();
}

function show(): void {
  document.title = unseen > 0 ? `(${unseen}) ${base}` : base;
}
