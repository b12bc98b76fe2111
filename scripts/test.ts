import { spawnSync } from "node:child_process";

/** Everything that must hold, the quick first. Stops at the first failure unless `--all` is given. */
const STEPS: readonly { name: string; script: string; tries?: number }[] = [
  { name: "format", script: "format" },
  { name: "lint", script: "lint" },
  { name: "types", script: "typecheck" },
  { name: "architecture", script: "arch" },
  { name: "dead code", script: "dead" },
  { name: "unit tests", script: "test:unit" },
  { name: "database tests", script: "test:db" },
  { name: "production build", script: "build" },
  // One of them kills what was built.
  { name: "proofs, short form", script: "test:proof" },
  { name: "Chromium", script: "chromium" },
  { name: "browser tests", script: "e2e" },
  { name: "short benchmarks", script: "bench:short" },
  // Its bounds are seconds of a real start: something else that is busy for a moment gets one more try, and is said.
  { name: "starts and stops", script: "test:start", tries: 2 },
];

function runStep(script: string, tries: number): boolean {
  for (let tried = 1; ; tried += 1) {
    const { status } = spawnSync("npm", ["run", "--silent", script], { stdio: "inherit" });
    if (status === 0) return true;
    if (tried === tries) return false;
    console.log(`-- ${script} failed in try ${String(tried)} of ${String(tries)}, once more`);
  }
}

const goesOn = process.argv.includes("--all");
let passed = 0;
let failed = 0;
for (const { name, script, tries = 1 } of STEPS) {
  console.log(`\n== ${name}`);
  const began = performance.now();
  const isGood = runStep(script, tries);
  console.log(`== ${name}: ${isGood ? "passed" : "FAILED"} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (isGood) passed += 1;
  else failed += 1;
  if (!isGood && !goesOn) break;
}
console.log(`\nsteps: ${String(passed)} passed, ${String(failed)} failed`);
if (failed > 0) process.exitCode = 1;
