import type { ActionEntry } from "./action-entries";

const WISH = { revealPersonalEmails: false, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false };

/** The admin's draft: another rep's is not found, and a reviewer changes none. */
const onRun = (more: object = {}): ActionEntry => ({
  input: ({ runId }) => ({ runId, ...more }),
  refused: { anonymous: "unauthenticated", reviewer: "forbidden", rep: "not_found", outsider: "not_found" },
});
const byAdmins: ActionEntry = {
  ...onRun(),
  refused: { anonymous: "unauthenticated", reviewer: "forbidden", rep: "forbidden", outsider: "not_found" },
};

export const RUN_ACTIONS: Record<string, ActionEntry> = {
  changeFormatAction: onRun({ encoding: "utf-8", delimiter: ",", hasHeader: false }),
  changeMappingAction: onRun({ mapping: ["fullName", null] }),
  dryRunAction: onRun({ wish: WISH }),
  deleteDraftAction: onRun(),
  startRunAction: onRun({ wish: WISH, rowLimit: null, creditCeiling: null, failuresMax: 20, listId: null }),
  pauseRunAction: onRun(),
  resumeRunAction: onRun(),
  stopRunAction: onRun(),
  retryRunAction: onRun({ which: "failed" }),
  undoRunAction: onRun(),
  // Whoever has no people selects nobody.
  createRefreshRunAction: {
    input: () => ({ selection: { ids: ["per_nobody"] }, name: "Mallory" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", outsider: "invalid_input" },
  },
  approveRunAction: byAdmins,
  declineRunAction: byAdmins,
};
