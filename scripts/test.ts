import { spawnSync } from "node:child_process";

/** Everything that must hold, the quick first. Stops at the first failure unless `--all` is given. */
const STEPS: readonly { name: string; script: string }[] = [
  { name: "format", script: "format" },
  { name: "lint", script: "lint" },
  { name: "types", script: "typecheck" },
  { name: "architecture", script: "arch" },
  { name: "dead code", script: "dead" },
  { name: "unit tests", script: "test:unit" },
  { name: "database tests", script: "test:db" },
  { name: "production build", script: "build" },
  { name: "starts and stops", script: "test:start" },
];

function runStep(script: string): boolean {
  const { status } = spawnSync("npm", ["run", "--silent", script], { stdio: "inherit" });
  return status === 0;
}

const goesOn = process.argv.includes("--all");
let passed = 0;
let failed = 0;
for (const { name, script } of STEPS) {
  console.log(`\n== ${name}`);
  const began = performance.now();
  const isGood = runStep(script);
  console.log(`== ${name}: ${isGood ? "passed" : "FAILED"} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (isGood) passed += 1;
  else failed += 1;
  if (!isGood && !goesOn) break;
}
console.log(`\nsteps: ${String(passed)} passed, ${String(failed)} failed`);
if (failed > 0) process.exitCode = 1;
