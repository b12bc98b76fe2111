import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { chooseChromium } from "@/scripts/test/choose-chromium";
import { findChromium } from "@/scripts/test/find-chromium";

const WAYS = {
  apt: [
    ["apt-get", "update", "-q"],
    ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"],
  ],
  playwright: [["playwright", "install", "chromium"]],
} as const;

const NONE =
  "The browser tests need Chromium and none could be fetched: install the package chromium, or run `npx playwright install --with-deps chromium` where there is a network, or name one in CHROMIUM_PATH.";

function run([command, ...args]: readonly [string, ...string[]]): boolean {
  const { status } = spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return status === 0;
}

/** The path of a Chromium that was there or has come. Throws the one sentence that says what to do. */
function bringChromium(): string {
  const machine = {
    ...{ found: findChromium(), ownPath: chromium.executablePath(), exists: existsSync },
    isRoot: process.getuid?.() === 0,
    hasApt: existsSync("/usr/bin/apt-get"),
  };
  const choice = chooseChromium(machine);
  if (choice.way === "use") return choice.path;
  if (choice.way === "give up") throw new Error(choice.sentence);
  for (const way of choice.by) {
    console.log(`Fetching Chromium (${way}) …`);
    const path = WAYS[way].every(run) ? (findChromium() ?? machine.ownPath) : undefined;
    if (path !== undefined && existsSync(path)) return path;
  }
  throw new Error(NONE);
}

try {
  const path = bringChromium();
  const { status, stdout } = spawnSync(path, ["--version", "--no-sandbox"], { encoding: "utf8" });
  if (status !== 0)
    throw new Error(
      `${path} does not run here: install what it lacks (\`npx playwright install-deps chromium\`), or name another in CHROMIUM_PATH.`,
    );
  console.log(`${stdout.trim()} (${path})`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
