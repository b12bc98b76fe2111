import type { PhoneType, WorldPhone } from "@/lib/sandbox/world/phones";

/** How the HTTP answer itself goes wrong. `…_billed` faults happen after the call was carried out and paid for. */
export type AnswerFault =
  | "unauthorized"
  | "forbidden"
  | "credits_exhausted"
  | "rate_limited"
  | "server_error"
  | "gateway_timeout_billed"
  | "reset_billed"
  | "hang_billed"
  | "drip"
  | "unreadable_billed";

export type NoMatchShape = "null" | "confidence" | "stub";

export type PhoneAct = {
  /** `none`: nothing on file. `failure`: the provider says that it failed. `skipped`: no callback for this request. */
  outcome: "numbers" | "none" | "failure" | "skipped";
  afterMs: number;
  isBeforeAnswer: boolean;
  copies: number;
  /** One callback for each number instead of one for all. */
  isSplit: boolean;
  isMalformed: boolean;
  isDropped: boolean;
};

export type WaterfallAct = "accepted" | "partially_accepted" | "failed" | "empty";

export type MagicAct = {
  fault?: AnswerFault;
  answerAfterMs?: number;
  noMatch?: NoMatchShape;
  /** The answer is about someone else, with low confidence. */
  isWeakMatch?: true;
  /** The record was merged: the answer's id differs from the one asked for. */
  isMerged?: true;
  /** Already a saved contact of the team, under a slightly other name. */
  isContact?: true;
  phone?: Partial<PhoneAct>;
  waterfall?: WaterfallAct;
};

export type MagicGroup = "phone" | "match" | "email" | "waterfall" | "failure";

export type MagicEntry = {
  key: string;
  first: string;
  last: string;
  group: MagicGroup;
  /** Options to switch on for the outcome to show. */
  ask: readonly ("reveal_phone_number" | "reveal_personal_emails" | "run_waterfall_email" | "run_waterfall_phone")[];
  expect: string;
  act: MagicAct;
  countryCode?: "DE";
  title?: string;
  email?: "guessed" | "unavailable";
  hasPersonalEmail?: true;
  phones?: readonly (PhoneType | WorldPhone)[];
};

export const ORDINARY_ACT: MagicAct = {};
