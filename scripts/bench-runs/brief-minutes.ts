// Preloaded: in this process a minute of the provider's limit is a brief one, on the emulator's side as on ours.
import { BRIEF_MINUTE_S } from "@/scripts/bench-runs/brief-minute";
import type { Patch } from "@/scripts/proof/saboteurs";
import { loadPatched } from "@/scripts/proof/sabotage";

const OPEN_CALL = "lib/sandbox/server/open-call.ts";
const EACH = [
  "minute_opened_at = CASE WHEN w.minute_opened_at > now() - interval '1 minute'",
  "minute_used = CASE WHEN w.minute_opened_at > now() - interval '1 minute'",
  "counted.minute_opened_at + interval '1 minute'",
];

const PATCHES: Patch[] = [
  ...EACH.map((find) => ({
    ...{ file: OPEN_CALL, find },
    replace: find.replace("1 minute", `${String(BRIEF_MINUTE_S)} seconds`),
  })),
  { file: "lib/api-keys/api-key.ts", find: "minute: 60,", replace: `minute: ${String(BRIEF_MINUTE_S)},` },
];

loadPatched("brief-minutes", PATCHES);
