import "server-only";

/** How old a figure may be, and how much of the time may be spent on finding it: a tenth. */
const AGE_MS = { moving: 900, still: 0 };
const SHARE = 10;
const KEPT_MAX = 200;

type Glance<T> = { at: number; tookMs: number; value: Promise<T> };

/**
 * Figures that many ask for and that take a while to find: whoever asks while one is being found gets that, and of what moves all
 * the time it is found again only after ten times as long as it took. What stands still is always found anew.
 */
export function createGlances<T>(now: () => number = () => performance.now()) {
  const glances = new Map<string, Glance<T>>();
  return (id: string, pace: keyof typeof AGE_MS, find: () => Promise<T>): Promise<T> => {
    const known = glances.get(id);
    const isFresh = known && pace === "moving" && now() - known.at < Math.max(AGE_MS[pace], known.tookMs * SHARE);
    if (isFresh) return known.value;
    const began = now();
    const glance: Glance<T> = { at: began, tookMs: 0, value: find() };
    glance.value.then(
      () => {
        glance.tookMs = now() - began;
      },
      () => glances.delete(id),
    );
    if (pace === "moving") keep(id, glance);
    else glances.delete(id);
    return glance.value;
  };

  function keep(id: string, glance: Glance<T>): void {
    glances.delete(id);
    glances.set(id, glance);
    const [oldest] = glances.keys();
    if (glances.size > KEPT_MAX && oldest !== undefined) glances.delete(oldest);
  }
}
