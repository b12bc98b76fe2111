// npm run proof [-- part … --short --seed n --trials n --saboteur name]: one line of figures for each part. Fails when one
// does not hold. Each part runs in a process of its own, since it decides what the process is before anything is loaded.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { PARTS } from "@/scripts/proof/part-table";
import { type Asked, type PartName, readWords } from "@/scripts/proof/parts";
import { loadSabotaged } from "@/scripts/proof/sabotage";
import { setStage } from "@/scripts/proof/stage";
import { lineOf } from "@/scripts/proof/verdict";

const LASTS_AT_MOST_MS = 60 * 60_000;
const SHOWN_MAX = 10;

async function runPart(name: PartName, { seed, isShort, trials, saboteur }: Asked): Promise<void> {
  const part = PARTS[name];
  const began = performance.now();
  const stage = await setStage({ saboteur, isDurable: part.isDurable ?? false });
  endWith(stage.end);
  try {
    await part.become(stage);
    if (saboteur) loadSabotaged(saboteur);
    const prove = await part.load();
    const verdict = await prove({ stage, seed, isShort, trials: trials ?? part.trials[isShort ? "short" : "full"] });
    console.log(lineOf(name, verdict, { seed, seconds: (performance.now() - began) / 1000 }));
    for (const violation of verdict.violations.slice(0, SHOWN_MAX)) console.log(`  ${violation}`);
    if (verdict.violations.length > 0) process.exitCode = 1;
  } catch (error) {
    throw new Error(`${name} did not end, with seed ${String(seed)}`, { cause: error });
  } finally {
    await stage.end();
  }
}

/** A proof that is stopped, or does not end by itself, leaves nothing behind either. */
function endWith(end: () => Promise<void>): void {
  const giveUp = () => {
    void end().finally(() => process.exit(1));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const) process.once(signal, giveUp);
  process.once("uncaughtException", (error) => {
    console.error(error);
    giveUp();
  });
  setTimeout(giveUp, LASTS_AT_MOST_MS).unref();
}

async function runEach(parts: readonly PartName[], seed: number): Promise<boolean> {
  const rest = process.argv.slice(2).filter((word) => !parts.some((name) => name === word));
  let hold = true;
  for (const name of parts) {
    const words = [...process.execArgv, "scripts/proof/main.ts", name, ...rest, "--seed", String(seed)];
    // The channel ends it when this process is gone, however it went.
    const child = spawn(process.execPath, words, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
    const [status] = (await once(child, "exit")) as [number | null];
    hold &&= status === 0;
  }
  return hold;
}

try {
  const asked = readWords(process.argv.slice(2));
  const [only, ...others] = asked.parts;
  if (only && others.length === 0) await runPart(only, asked);
  else if (!(await runEach(asked.parts, asked.seed))) process.exitCode = 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
process.exit();
