import { spawn } from "node:child_process";
import { once } from "node:events";

type Step = { name: string; script: string; tries?: number };

/** What reads the sources and nothing else: one lane beside the other. The longest begins. */
const LANES: readonly (readonly Step[])[] = [
  [{ name: "lint", script: "lint" }],
  [
    { name: "format", script: "format" },
    { name: "types", script: "typecheck" },
    { name: "architecture", script: "arch" },
    { name: "dead code", script: "dead" },
    { name: "unit tests", script: "test:unit" },
  ],
];

/** Everything else that must hold, the quick first. */
const STEPS: readonly Step[] = [
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

/** Stops after the first failure unless `--all` is given. */
const goesOn = process.argv.includes("--all");
let passed = 0;
let failed = 0;

async function runTries({ script, tries = 1 }: Step): Promise<boolean> {
  for (let tried = 1; ; tried += 1) {
    const [status] = (await once(spawn("npm", ["run", "--silent", script], { stdio: "inherit" }), "exit")) as [unknown];
    if (status === 0) return true;
    if (tried === tries) return false;
    console.log(`-- ${script} failed in try ${String(tried)} of ${String(tries)}, once more`);
  }
}

async function runInTurn(steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (failed > 0 && !goesOn) return;
    console.log(`\n== ${step.name}`);
    const began = performance.now();
    const isGood = await runTries(step);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`== ${step.name}: ${isGood ? "passed" : "FAILED"} in ${seconds} s`);
    if (isGood) passed += 1;
    else failed += 1;
  }
}

await Promise.all(LANES.map(runInTurn));
await runInTurn(STEPS);
console.log(`\nsteps: ${String(passed)} passed, ${String(failed)} failed`);
if (failed > 0) process.exitCode = 1;
