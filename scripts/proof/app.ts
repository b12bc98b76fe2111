// One process of the app, driven over its channel: it ends with whoever started it. `app.ts [saboteur …]`.
import type { Commands } from "@/scripts/proof/app-commands";
import { loadSabotaged } from "@/scripts/proof/sabotage";
import type { SaboteurName } from "@/scripts/proof/saboteurs";

type Ask = { id: number; command: keyof Commands; given: unknown };

process.on("disconnect", () => process.exit());
for (const name of process.argv.slice(2)) loadSabotaged(name as SaboteurName | "hurried");
// What is loaded from here on may be a patched copy.
const { COMMANDS } = await import("@/scripts/proof/app-commands");

process.on("message", ({ id, command, given }: Ask) => {
  const run = COMMANDS[command] as (given: unknown) => Promise<unknown>;
  run(given).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) =>
      process.send?.({ id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.send?.({ id: 0 });
