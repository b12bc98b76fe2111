// The door of every command. Runs on whatever Node is there (20 or later), installs what is missing, then goes on with the
// project's own Node 24.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { clientStamp, clientStampFile, installStamp, isStamped, stampFile } from "./install-stamp.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const bin = join(root, "node_modules", ".bin");
const node = join(bin, process.platform === "win32" ? "node.cmd" : "node");
const OLDEST_HOST = 20;
const OLDEST_OWN = 24;

/** What each command runs, and with which options of Node. The condition lets server modules load outside of Next. */
const COMMANDS = [
  "start",
  "dev",
  "build",
  "worker",
  "keys-rotate",
  "audit-verify",
  "sandbox",
  "test",
  "bench",
  "bench-workspace",
  "bench-runs",
  "proof",
  "seed-large",
];

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function scriptOf(command) {
  const candidates = [`scripts/${command}.ts`, `scripts/${command}/main.ts`, `scripts/${command}/${command}.ts`];
  return candidates.find((path) => existsSync(join(root, path)));
}

async function install() {
  const began = Date.now();
  console.log("Installing packages (npm ci); the first time this takes about a minute …");
  const tick = setInterval(() => {
    console.log(`  still installing, ${Math.round((Date.now() - began) / 1000)} s …`);
  }, 15_000);
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  const code = await run(command, [...args, "ci", "--no-audit", "--no-fund", "--loglevel=error"], { env: process.env });
  clearInterval(tick);
  if (code !== 0) fail(`npm ci failed with code ${code}; its output above says why.`);
  console.log(`Packages installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/** Packages bring Node 24 and PostgreSQL's libraries by their install scripts, which npm can be told not to run. */
function requireOwnNode() {
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  if (status === 0 && Number(/^v(\d+)/.exec(stdout)?.[1]) >= OLDEST_OWN) return;
  fail(
    `Node ${OLDEST_OWN} is missing from node_modules: npm did not run the install scripts of this project's packages. ` +
      "Run `npm ci --ignore-scripts=false`, then try again.",
  );
}

/** The schema changed and the packages did not, as after a pull. */
function generateClient() {
  console.log("Generating the database client …");
  const { status } = spawnSync(node, [join(root, "scripts", "postinstall.mjs")], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

/** Runs to the end with this terminal; signals go on to it, and it alone decides when to stop. */
function run(command, args, { env, withChannel = false }) {
  return new Promise((resolve) => {
    // The channel tells the command when this process is gone, however it went.
    const stdio = ["inherit", "inherit", "inherit", ...(withChannel ? ["ipc"] : [])];
    const child = spawn(command, args, { cwd: root, env, stdio });
    const forward = (signal) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, forward);
    // Whoever started this (npm, a shell) may be killed outright; then nobody is left to stop it.
    const parent = process.ppid;
    const orphanWatch = setInterval(() => process.ppid !== parent && forward("SIGTERM"), 500);
    child.on("error", (error) => fail(`${command} cannot be run: ${error.message}`));
    child.on("exit", (code, signal) => {
      clearInterval(orphanWatch);
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

if (Number(process.versions.node.split(".")[0]) < OLDEST_HOST) {
  fail(`Perihelion needs Node ${OLDEST_HOST} or later; this is ${process.versions.node}.`);
}

const [command, ...rest] = process.argv.slice(2);
if (!COMMANDS.includes(command)) fail(`Usage: node scripts/bootstrap.mjs <${COMMANDS.join("|")}>`);
if (!isStamped(stampFile(root), installStamp(root))) await install();
requireOwnNode();
if (!isStamped(clientStampFile(root), clientStamp(root))) generateClient();
const script = scriptOf(command);
if (!script) fail(`There is no ${command} in this version.`);

process.exitCode = await run(node, ["--conditions=react-server", "--import", "tsx", script, ...rest], {
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
  withChannel: true,
});
