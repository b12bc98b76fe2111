import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";

/** The oldest version of each package without a known hole, as of November 2026. Every installed copy counts. */
const FLOORS = {
  // Remote code execution in React Server Components (CVE-2026-126187); Next bundles its own copy of the server.
  next: "16.4.1",
  react: "19.3.1",
  "react-dom": "19.3.1",
  // A malformed Bearer crashes getToken (CVE-2026-73418).
  "next-auth": "4.24.15",
  sharp: "0.35.5",
} as const satisfies Record<string, string>;

const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

function isAtLeast(version: string, floor: string): boolean {
  // A pre-release of a version precedes it.
  const [release = "", early] = version.split("-", 2);
  const order = release.localeCompare(floor, "en", { numeric: true });
  return order > 0 || (order === 0 && early === undefined);
}

/** One line for each installed copy that is too old, and for each package that is not installed at all. */
function findUnsafe(lock: z.output<typeof Lock>): string[] {
  return Object.entries(FLOORS).flatMap(([name, floor]) => {
    const copies = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    const exact = copies.filter(([path]) => path.slice(0, -name.length).endsWith("node_modules/"));
    if (!exact.some(([path]) => path === `node_modules/${name}`)) return [`${name} is not in the lock file`];
    return exact
      .filter(([, { version = "0" }]) => !isAtLeast(version, floor))
      .map(([path, { version }]) => `${path} is ${String(version)}, ${floor} is the oldest safe one`);
  });
}

const current = Lock.parse(JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")));
const withCopy = (path: string, version: string) => ({ packages: { ...current.packages, [path]: { version } } });

it("no package with a known hole is installed", () => {
  expect(findUnsafe(current)).toEqual([]);
});

it.each([
  ["node_modules/next", "16.4.0"],
  ["node_modules/next", "16.4.1-canary.3"],
  ["node_modules/react-dom", "19.2.9"],
  ["node_modules/next-auth", "4.24.9"],
  ["node_modules/next/node_modules/sharp", "0.34.5"],
])("%s %s would be found", (path, version) => {
  expect(findUnsafe(withCopy(path, version))).toHaveLength(1);
});

it("a package that left the lock file would be found, a scoped one of the same name is not meant", () => {
  const { next: _, ...packages } = Object.fromEntries(
    Object.entries(current.packages).map(([path, entry]) => [path === "node_modules/next" ? "next" : path, entry]),
  );
  expect(findUnsafe({ packages })).toEqual(["next is not in the lock file"]);
  expect(findUnsafe(withCopy("node_modules/@types/react-dom", "19.0.0"))).toEqual([]);
});
