import { execFile } from "node:child_process";
import type { PartName } from "@/scripts/proof/parts";

const SEED = "20261124";

/** Runs the short form of one part as `npm run proof` does. Resolves with its exit code and what it said. */
export function prove(part: PartName, ...words: string[]): Promise<{ status: number; said: string }> {
  const options = ["--conditions=react-server", "--import", "tsx"];
  const line = [...options, "scripts/proof/main.ts", part, "--short", "--seed", SEED, ...words];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, line, { timeout: 170_000 }, (_error, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, said: `${stdout}${stderr}` });
    });
  });
}
