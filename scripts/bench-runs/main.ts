// npm run bench:runs [-- --short] [P9 P19 P20 P1b P1]: files of thousands of rows, beside what is the least for it. Fails when a base is missed.
import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { prepareEnvironment } from "@/scripts/bench/bench-environment";
import { endWith, readCommit } from "@/scripts/bench/bench-run";
import { saveRun, summaryOf, verdictOf } from "@/scripts/bench/figure";
import { readRunWords, type RunWords } from "@/scripts/bench-runs/words";
import { HEAP } from "@/scripts/supervisor/web-server";

const LASTS_AT_MOST_MS = 30 * 60_000;

async function benchRuns(): Promise<void> {
  const words = readRunWords(process.argv.slice(2));
  const circumstances = {
    ...{ commit: readCommit(), cores: cpus().length },
    ...{ isShort: words.isShort, startedAt: new Date() },
  };
  console.log(
    `${words.parts.join(" ")} | ${String(circumstances.cores)} cores, load ${(loadavg()[0] ?? 0).toFixed(2)} | commit ${circumstances.commit}`,
  );
  const environment = await prepareEnvironment();
  endWith(environment.end, LASTS_AT_MOST_MS);
  if (isBrief(words)) await import("@/scripts/bench-runs/brief-minutes");
  // Reads the environment that was just set.
  const { runRunParts } = await import("@/scripts/bench-runs/run-run-parts");
  const figures = await runRunParts({ ...words, commit: circumstances.commit });
  const missed = figures.filter((figure) => verdictOf(figure) === "BELOW BASE").length;
  console.log(`\n${summaryOf(figures)}\n\nSaved as ${saveRun(figures, circumstances, join(".cache", "bench"))}.`);
  if (missed > 0) process.exitCode = 1;
  await environment.end();
}

/** The short form of P1 does not wait for whole minutes, and is therefore alone in its process. */
const isBrief = ({ parts, isShort }: RunWords) => isShort && parts.includes("P1");

/** Again in a process with as much memory as the program's own has: what it takes depends on what it may take. */
function runWithHeap({ parts, isShort }: RunWords): number {
  const apart = isBrief({ parts, isShort }) ? [parts.filter((part) => part !== "P1"), ["P1"]] : [parts];
  const statuses = apart
    .filter((some) => some.length > 0)
    .map((some) => {
      const args = [...HEAP, ...process.execArgv, process.argv[1] ?? "", ...(isShort ? ["--short"] : []), ...some];
      return spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
    });
  return Math.max(...statuses);
}

try {
  if (!process.execArgv.includes(HEAP[0] ?? "")) process.exit(runWithHeap(readRunWords(process.argv.slice(2))));
  await benchRuns();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
process.exit();
