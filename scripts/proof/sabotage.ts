import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { HURRIED, type Patch, type Saboteur, SABOTEURS, type SaboteurName } from "@/scripts/proof/saboteurs";

/** From now on this process loads the broken build. */
export function loadSabotaged(name: SaboteurName | "hurried"): void {
  const { patches }: Saboteur = name === "hurried" ? HURRIED : SABOTEURS[name];
  loadPatched(name, patches);
}

/**
 * From now on this process loads patched copies of the product's modules. The product itself knows nothing of it: there is
 * no switch in it. Throws when a patch does not fit any more.
 */
export function loadPatched(name: string, patches: readonly Patch[]): void {
  const byFile = Map.groupBy(patches, ({ file }) => file);
  const copies = new Map(
    [...byFile].map(([file, changes]) => [pathToFileURL(resolve(file)).href, writeCopy(name, file, changes)]),
  );
  registerHooks({
    resolve: (specifier, context, next) => {
      const found = next(specifier, context);
      const copy = copies.get(found.url.split("?")[0] ?? "");
      return copy === undefined ? found : { ...found, url: copy };
    },
  });
}

function writeCopy(name: string, file: string, changes: readonly Patch[]): string {
  let text = readFileSync(file, "utf8");
  for (const { find, replace } of changes) {
    if (text.split(find).length !== 2) throw new Error(`${name}: ${file} does not hold this once:\n${find}`);
    text = text.replace(find, () => replace);
  }
  const copy = resolve(join(".cache", "proof", name, file));
  mkdirSync(dirname(copy), { recursive: true });
  // Several processes of one proof write the same copy: none of them may read what another has half written.
  const written = `${copy}.${String(process.pid)}`;
  writeFileSync(written, text);
  renameSync(written, copy);
  return pathToFileURL(copy).href;
}
