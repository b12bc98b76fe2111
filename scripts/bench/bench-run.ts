import { execFileSync } from "node:child_process";

/** A bench that is stopped, or does not end by itself, leaves nothing behind either. */
export function endWith(end: () => Promise<void>, withinMs: number): void {
  const giveUp = () => {
    void end().finally(() => process.exit(1));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const) process.once(signal, giveUp);
  process.once("uncaughtException", (error) => {
    console.error(error);
    giveUp();
  });
  setTimeout(giveUp, withinMs).unref();
}

/** Short, with a plus where the sources are not exactly that commit's. */
export function readCommit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim();
  return `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+"}`;
}
