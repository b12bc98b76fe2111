// npm run bench:workspace [-- --people 1000000] [--lookups 2] [--data folder] [P6 P7 …]: the lists at a size that a
// workspace may come to, beside a route without work and the bare statements. Fails when a base is missed.
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { prepareEnvironment } from "@/scripts/bench/bench-environment";
import { endWith, readCommit } from "@/scripts/bench/bench-run";
import { saveRun, summaryOf, verdictOf } from "@/scripts/bench/figure";
import { buildReference } from "@/scripts/bench/reference-build";
import { readWorkspaceWords } from "@/scripts/bench-workspace/words";
import { buildApp, isBuildFresh } from "@/scripts/supervisor/build";

const LASTS_AT_MOST_MS = 3 * 60 * 60_000;

async function benchWorkspace(): Promise<void> {
  const words = readWorkspaceWords(process.argv.slice(2));
  const { parts, people, isShort } = words;
  const circumstances = { commit: readCommit(), cores: cpus().length, isShort, startedAt: new Date() };
  console.log(
    `${parts.join(" ")} on ${people.toLocaleString("en")} people | ${String(circumstances.cores)} cores, load ${(loadavg()[0] ?? 0).toFixed(2)} | commit ${circumstances.commit}`,
  );
  const environment = await prepareEnvironment(words.dataDir);
  endWith(environment.end, LASTS_AT_MOST_MS);
  if (!isBuildFresh()) await buildApp();
  buildReference();
  // Reads the environment that was just set.
  const { runWorkspaceParts } = await import("@/scripts/bench-workspace/run-workspace-parts");
  const databaseUrl = process.env.DATABASE_URL ?? "";
  const figures = await runWorkspaceParts(environment, { ...words, commit: circumstances.commit, databaseUrl });
  const missed = figures.filter((figure) => verdictOf(figure) === "BELOW BASE").length;
  console.log(`\n${summaryOf(figures)}\n\nSaved as ${saveRun(figures, circumstances, join(".cache", "bench"))}.`);
  if (missed > 0) process.exitCode = 1;
  await environment.end();
}

try {
  await benchWorkspace();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
process.exit();
