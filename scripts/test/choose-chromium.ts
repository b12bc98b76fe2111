/** What a machine offers for a browser test. */
export type Machine = {
  /** CHROMIUM_PATH, else Debian's Chromium where it is installed. */
  found: string | undefined;
  /** Where Playwright keeps its own. */
  ownPath: string;
  exists: (path: string) => boolean;
  isRoot: boolean;
  hasApt: boolean;
};

export type Choice =
  | { way: "use"; path: string }
  | { way: "give up"; sentence: string }
  /** To be tried in this order. */
  | { way: "bring"; by: readonly ("apt" | "playwright")[] };

/** Which Chromium the browser tests get, and how it comes here when there is none. */
export function chooseChromium({ found, ownPath, exists, isRoot, hasApt }: Machine): Choice {
  if (found !== undefined && exists(found)) return { way: "use", path: found };
  if (found !== undefined)
    return {
      way: "give up",
      sentence: `CHROMIUM_PATH names ${found}, where there is no Chromium: correct or unset it.`,
    };
  if (exists(ownPath)) return { way: "use", path: ownPath };
  return { way: "bring", by: isRoot && hasApt ? ["apt", "playwright"] : ["playwright"] };
}
