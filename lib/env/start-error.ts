/** What keeps the program from starting, as a sentence for the person at the terminal. Never a secret, never a stack. */
export class StartError extends Error {
  override readonly name: string = "StartError";
}

/** The sentence for any failure of the start: its own, or one found for what the system said. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof StartError) return error.message;
  const { code, path } = toSystemError(error);
  const text = error instanceof Error ? error.message : String(error);
  if (code === "ENOSPC" || code === "EDQUOT" || /no space left on device/i.test(text)) {
    return `The disk is full${path ? ` (writing ${path})` : ""}: free some space and start again.`;
  }
  if (code === "EROFS") return `${path ?? "The disk"} is read-only: set DATA_DIR to a folder that can be written.`;
  if (code === "EMFILE" || code === "ENFILE")
    return "Too many files are open: raise the limit (ulimit -n) and start again.";
  return text;
}

function toSystemError(error: unknown): { code?: string; path?: string } {
  return typeof error === "object" && error !== null ? error : {};
}
