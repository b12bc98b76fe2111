"use client";

import { useRef, useState } from "react";

const TYPING_PAUSE_MS = 200;

type Kept = {
  /** The parameter of the address that keeps the text. */
  name: string;
  /** What it says now. */
  kept: string;
  keep: (text: string) => void;
};

/**
 * A text that is typed, and kept in the address once the typing pauses. Whoever leaves the field may be about to follow a
 * link: then the text is put into the address at once and without a word to the router, which gives up a navigation under
 * way when the address changes.
 */
export function useTypedText({ name, kept, keep }: Kept) {
  const [typed, setTyped] = useState(kept);
  const [settled, setSettled] = useState(kept);
  const [seen, setSeen] = useState({ kept, written: kept });
  const timer = useRef<number>(undefined);

  // The address changed otherwise than by what was typed here: by a way back, or by a button that clears it.
  if (kept !== seen.kept) {
    setSeen({ ...seen, kept });
    if (kept !== seen.written) {
      setTyped(kept);
      setSettled(kept);
    }
  }

  const settle = (text: string) => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    setSettled(text);
    setSeen((before) => ({ ...before, written: text }));
  };
  return {
    typed,
    /** What the typing came to: what is to be searched for. */
    settled,
    type: (text: string) => {
      setTyped(text);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        settle(text);
        keep(text);
      }, TYPING_PAUSE_MS);
    },
    leave: () => {
      if (timer.current === undefined) return;
      settle(typed);
      writeQuietly(name, typed);
    },
  };
}

function writeQuietly(name: string, text: string): void {
  const url = new URL(window.location.href);
  if (text === "") url.searchParams.delete(name);
  else url.searchParams.set(name, text);
  History.prototype.replaceState.call(window.history, window.history.state, "", url);
}
