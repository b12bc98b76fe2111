// npm run bench [-- --short] [-- P2 P5 …]: every figure beside its reference, in one run. Fails when a base is missed.
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { prepareEnvironment } from "@/scripts/bench/bench-environment";
import { endWith, readCommit } from "@/scripts/bench/bench-run";
import { saveRun, summaryOf, verdictOf } from "@/scripts/bench/figure";
import { readWords } from "@/scripts/bench/parts";
import { buildReference } from "@/scripts/bench/reference-build";
import { buildApp, isBuildFresh } from "@/scripts/supervisor/build";

const LASTS_AT_MOST_MS = 60 * 60_000;

async function bench(words: readonly string[]): Promise<void> {
  const { parts, isShort } = readWords(words);
  const circumstances = { commit: readCommit(), cores: cpus().length, isShort, startedAt: new Date() };
  console.log(
    `${parts.join(" ")}${isShort ? ", short form" : ""} | ${String(circumstances.cores)} cores, load ${(loadavg()[0] ?? 0).toFixed(2)} | commit ${circumstances.commit}`,
  );
  const environment = await prepareEnvironment();
  endWith(environment.end, LASTS_AT_MOST_MS);
  if (!isBuildFresh()) await buildApp();
  buildReference();
  // Reads the environment that was just set.
  const { runParts } = await import("@/scripts/bench/run-parts");
  const figures = await runParts(environment, { parts, isShort, commit: circumstances.commit });
  const missed = figures.filter((figure) => verdictOf(figure) === "BELOW BASE").length;
  console.log(`\n${summaryOf(figures)}\n\nSaved as ${saveRun(figures, circumstances, join(".cache", "bench"))}.`);
  console.log(`bench: ${String(figures.length - missed)} passed, ${String(missed)} failed`);
  if (missed > 0) process.exitCode = 1;
  await environment.end();
}

try {
  await bench(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
process.exit();
