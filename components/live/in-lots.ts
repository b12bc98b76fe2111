/**
 * Collects what is pushed and deals with it once a frame, in one lot. The next lot waits until the one before is dealt
 * with: a burst never cancels its own requests over and over.
 */
export function inLots<T>(
  deal: (lot: T[]) => Promise<unknown>,
  nextFrame: (run: () => void) => void,
): (one: T) => void {
  let lot: T[] = [];
  let isBusy = false;
  const run = async () => {
    while (lot.length > 0) {
      const dealt = lot;
      lot = [];
      await deal(dealt).catch(ignore);
    }
    isBusy = false;
  };
  return (one) => {
    lot.push(one);
    if (isBusy) return;
    isBusy = true;
    nextFrame(() => void run());
  };
}

/** What fails to be read again says so where it stands. */
function ignore(): void {
  return undefined;
}

const HIDDEN_FRAME_MS = 100;

/** The next frame, or soon: a tab in the background draws none. */
export function onNextFrame(run: () => void): void {
  if (document.visibilityState === "hidden") setTimeout(run, HIDDEN_FRAME_MS);
  else requestAnimationFrame(run);
}
