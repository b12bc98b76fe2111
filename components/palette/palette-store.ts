/** What stands open over the page: the palette, or what was chosen in it for one person. */
type Shown = {
  isOpen: boolean;
  taggedPersonId: string | null;
  /** Where the focus was, and returns to. */
  from: Element | null;
};

const CLOSED: Shown = { isOpen: false, taggedPersonId: null, from: null };
const listeners = new Set<() => void>();
let shown = CLOSED;

function show(next: Shown): void {
  shown = next;
  for (const listener of listeners) listener();
}

export function onPaletteChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const readPalette = (): Shown => shown;
export const readClosedPalette = (): Shown => CLOSED;

export function openPalette(): void {
  show({ ...CLOSED, isOpen: true, from: document.activeElement });
}

export function closePalette(): void {
  show(CLOSED);
}

/** Asks which tags one person is to have. */
export function askForTags(personId: string): void {
  show({ ...CLOSED, taggedPersonId: personId });
}
