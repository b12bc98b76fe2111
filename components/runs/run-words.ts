import {
  CircleCheck,
  CircleStop,
  FilePen,
  Pause,
  Play,
  Stamp,
  TriangleAlert,
  Upload,
  type LucideIcon,
} from "lucide-react";
import type { Tone } from "@/components/ui/badge";
import type { RunState } from "@/lib/runs/run";
import type { RunDto, StopReason } from "@/lib/runs/schema";

type Chip = { icon: LucideIcon; tone: Tone; word: string; isActive?: boolean };

export const RUN_CHIPS: Record<RunState, Chip> = {
  uploading: { icon: Upload, tone: "info", word: "Uploading", isActive: true },
  draft: { icon: FilePen, tone: "neutral", word: "Draft" },
  awaiting_approval: { icon: Stamp, tone: "sun", word: "Waiting for approval", isActive: true },
  running: { icon: Play, tone: "info", word: "Running", isActive: true },
  paused: { icon: Pause, tone: "warning", word: "Paused" },
  stopped: { icon: CircleStop, tone: "neutral", word: "Stopped" },
  done: { icon: CircleCheck, tone: "success", word: "Done" },
};

/** What a run stands still for, where somebody has to do something about it. */
export const BLOCKED: Chip = { icon: TriangleAlert, tone: "danger", word: "Needs you" };

type Said = { tone: "info" | "success" | "warning" | "danger"; title: string; next: string };

const REASONS: Record<StopReason, (run: Told) => Said> = {
  by_hand: ({ state }) =>
    state === "paused"
      ? { tone: "info", title: "Paused", next: "What was under way still comes to its end. Resume to send the rest." }
      : { tone: "info", title: "Stopped", next: "What was not sent cost nothing. You can still send it." },
  first_rows: ({ rowLimit }) => ({
    tone: "success",
    title: `The first ${(rowLimit ?? 10).toLocaleString("en")} rows are through`,
    next: "Look at what came back. Run the rest when it is what you want.",
  }),
  ceiling: ({ creditCeiling }) => ({
    tone: "warning",
    title: `It stopped before it could cost more than ${creditCeiling ?? "its"} credits`,
    next: "That was its limit. Run what was not sent to go on.",
  }),
  budget: () => ({
    tone: "warning",
    title: "The budget does not cover another row",
    next: "Ask an admin for more under Budgets, or wait for its reset day. Then run what was not sent.",
  }),
  failures: ({ failuresMax }) => ({
    tone: "danger",
    title: `${failuresMax.toLocaleString("en")} rows failed one after another`,
    next: "Open one of them to see why. Then retry those that failed.",
  }),
  credits_exhausted: () => ({
    tone: "danger",
    title: "The Apollo account has no credits left",
    next: "Nothing more was sent. Add credits in Apollo or wait for the next cycle. Then run what was not sent.",
  }),
  key: () => ({
    tone: "danger",
    title: "Apollo does not accept the API key",
    next: "An admin can replace it under API keys. Then resume: the rows are waiting.",
  }),
  no_key: () => ({
    tone: "danger",
    title: "There is no API key in use",
    next: "An admin can add one under API keys. Then resume: the rows are waiting.",
  }),
  owner_gone: ({ who }) => ({
    tone: "warning",
    title: `${who.name} may no longer look up here`,
    next: "Nothing more was sent in their name. An admin can upload the file again.",
  }),
  declined: () => ({ tone: "warning", title: "An admin declined it", next: "Nothing was sent and nothing was spent." }),
};

type Told = Pick<RunDto, "state" | "stopReason" | "rowLimit" | "creditCeiling" | "failuresMax" | "who">;

/** Why a run stands still or ended early, and what to do about it; null for one that runs or is through. */
export function describeStop(run: Told): Said | null {
  return run.stopReason === null || run.state === "running" || run.state === "done"
    ? null
    : REASONS[run.stopReason](run);
}

/** What a screen reader hears when it changes: never a count. Why it stands still is said by the notice itself. */
export function announceState(run: Pick<Told, "state">): string {
  return `This run: ${RUN_CHIPS[run.state].word}`;
}

/** "about 4 min", said in as few units as help. */
export function describeTimeLeft(seconds: number): string {
  if (seconds < 60) return "less than a minute";
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${String(minutes)} min`;
  const rest = minutes % 60;
  return `about ${String(Math.floor(minutes / 60))} h${rest > 0 ? ` ${String(rest)} min` : ""}`;
}

/** What was done with it first. */
export const BEGUN: Record<RunDto["kind"], string> = { csv: "uploaded", refresh: "drafted" };
