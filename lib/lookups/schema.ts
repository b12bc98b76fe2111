import * as z from "zod/mini";
import { FIRST_STEP_STATES, FIRST_STEPS } from "@/lib/lookups/first-run";
import { LEDGER_KINDS, LEDGER_PARTS } from "@/lib/credits/credits";
import { APPROVAL_STATES } from "@/lib/lookups/approval";
import {
  ANSWERED_FROM,
  ATTEMPT_STATES,
  LOOKUP_OUTCOMES,
  LOOKUP_SOURCES,
  PENDING_STATES,
  TYPED_LENGTH_MAX,
  UNKNOWN_DECISIONS,
} from "@/lib/lookups/lookup";
import { LookupCommentDto } from "@/lib/lookups/review";
import { PersonDto } from "@/lib/people/schema";

const typed = z._default(
  z.string().check(z.maxLength(TYPED_LENGTH_MAX, `At most ${String(TYPED_LENGTH_MAX)} characters.`)),
  "",
);

/** The form: every parameter of the endpoint under its label's name. Empty text means not given. */
export const RequestLookupInput = z.object({
  firstName: typed,
  lastName: typed,
  fullName: typed,
  email: typed,
  hashedEmail: typed,
  companyName: typed,
  companyDomain: typed,
  apolloId: typed,
  linkedinUrl: typed,
  revealPersonalEmails: z._default(z.boolean(), false),
  revealPhoneNumber: z._default(z.boolean(), false),
  waterfallEmail: z._default(z.boolean(), false),
  waterfallPhone: z._default(z.boolean(), false),
  /** Ask the provider though the person is ours already. */
  isRefresh: z._default(z.boolean(), false),
});
export type RequestLookupInput = z.infer<typeof RequestLookupInput>;

const flag = z._default(z.stringbool(), false);

/** The form as it stands, in a query string. */
export const PreviewLookupQuery = z.extend(z.omit(RequestLookupInput, { isRefresh: true }), {
  revealPersonalEmails: flag,
  revealPhoneNumber: flag,
  waterfallEmail: flag,
  waterfallPhone: flag,
});
export type PreviewLookupQuery = z.infer<typeof PreviewLookupQuery>;

/** A person of ours who fits what is typed. `missing`: what is asked for and would still have to be bought. */
export const KnownAnswer = z.object({
  person: z.object({
    id: z.string(),
    name: z.string(),
    title: z.nullable(z.string()),
    company: z.nullable(z.string()),
  }),
  boughtAt: z.iso.datetime(),
  missing: z.array(z.enum(["revealPersonalEmails", "revealPhoneNumber", "waterfallEmail", "waterfallPhone"])),
});
export type KnownAnswer = z.infer<typeof KnownAnswer>;
export const LookupPreview = z.object({ known: z.nullable(KnownAnswer) });

export const DecideUnknownInput = z.object({
  lookupId: z.string().check(z.maxLength(64)),
  decision: z.enum(UNKNOWN_DECISIONS),
});
export type DecideUnknownInput = z.infer<typeof DecideUnknownInput>;

export const LookupSummaryDto = z.object({
  id: z.string(),
  label: z.string(),
  source: z.enum(LOOKUP_SOURCES),
  outcome: z.enum(LOOKUP_OUTCOMES),
  phoneState: z.enum(PENDING_STATES),
  waterfallState: z.enum(PENDING_STATES),
  errorCode: z.nullable(z.string()),
  creditsHeld: z.string(),
  creditsCharged: z.string(),
  creditsSaved: z.string(),
  answeredFrom: z.enum(ANSWERED_FROM),
  createdAt: z.iso.datetime(),
  settledAt: z.nullable(z.iso.datetime()),
  /** The name of the key it was asked with; null where nothing was asked of the provider. */
  keyName: z.nullable(z.string()),
  /** That a reviewer or an admin has read it. */
  review: z.nullable(z.object({ at: z.iso.datetime(), by: z.nullable(z.string()) })),
  commentCount: z.number(),
  /** The run that it belongs to. */
  run: z.nullable(z.object({ id: z.string(), name: z.string() })),
  who: z.object({ id: z.string(), name: z.string() }),
  person: z.nullable(
    z.object({ id: z.string(), name: z.string(), title: z.nullable(z.string()), company: z.nullable(z.string()) }),
  ),
});
export type LookupSummaryDto = z.infer<typeof LookupSummaryDto>;

export const LookupPage = z.object({ lookups: z.array(LookupSummaryDto), nextCursor: z.nullable(z.string()) });
export type LookupPage = z.infer<typeof LookupPage>;

/** Null: more than are counted. */
export const LookupCount = z.object({ total: z.nullable(z.number()) });
export type LookupCount = z.infer<typeof LookupCount>;

export const LedgerEntryDto = z.object({
  kind: z.enum(LEDGER_KINDS),
  part: z.enum(LEDGER_PARTS),
  credits: z.string(),
  reason: z.string(),
  createdAt: z.iso.datetime(),
});
export type LedgerEntryDto = z.infer<typeof LedgerEntryDto>;

export const LookupDeliveryDto = z.object({
  id: z.string(),
  state: z.string(),
  /** `poll`: fetched by us, because the callback had not brought it. */
  via: z.enum(["webhook", "poll"]),
  kind: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  seen: z.number(),
  receivedAt: z.iso.datetime(),
  appliedAt: z.nullable(z.iso.datetime()),
  body: z.string(),
  /** When retention removed the body, of which the hash and the time stay. */
  bodyRemovedAt: z.nullable(z.iso.datetime()),
});
export type LookupDeliveryDto = z.infer<typeof LookupDeliveryDto>;

export const AttemptDto = z.object({
  id: z.string(),
  state: z.enum(ATTEMPT_STATES),
  keyName: z.nullable(z.string()),
  request: z.record(z.string(), z.unknown()),
  requestId: z.nullable(z.string()),
  responseStatus: z.nullable(z.number()),
  responseBody: z.nullable(z.string()),
  /** When retention removed the answer's text. */
  answerRemovedAt: z.nullable(z.iso.datetime()),
  createdAt: z.iso.datetime(),
  /** While it waits for its turn: when it goes by itself. */
  sendAfter: z.nullable(z.iso.datetime()),
  sentAt: z.nullable(z.iso.datetime()),
  answeredAt: z.nullable(z.iso.datetime()),
  settledAt: z.nullable(z.iso.datetime()),
  /** A cost that the provider reported and that cannot be, in its own words. Nothing was charged by it. */
  oddCost: z.nullable(z.string()),
});
export type AttemptDto = z.infer<typeof AttemptDto>;

/** Who came back for a lookup that needs a look: kept apart, with nobody's record touched. */
export const CandidateDto = z.object({
  name: z.nullable(z.string()),
  title: z.nullable(z.string()),
  company: z.nullable(z.string()),
  email: z.nullable(z.string()),
  linkedinUrl: z.nullable(z.string()),
  location: z.nullable(z.string()),
});
export type CandidateDto = z.infer<typeof CandidateDto>;

/** What became of a lookup that had to be asked for. */
export const ApprovalDto = z.object({
  state: z.enum(APPROVAL_STATES),
  ceiling: z.string(),
  /** What could be spent unasked then. */
  threshold: z.string(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  decidedAt: z.nullable(z.iso.datetime()),
  by: z.nullable(z.string()),
  /** The word with which it was declined. */
  reason: z.nullable(z.string()),
  /** An admin said yes, and this stood in the way, in words. */
  blocked: z.nullable(z.string()),
  /** While it waits: who may decide. */
  admins: z.array(z.string()),
  mayWithdraw: z.boolean(),
  mayDecide: z.boolean(),
});
export type ApprovalDto = z.infer<typeof ApprovalDto>;

/** Seconds from the answer to the phones: half of them, and nine in ten, were quicker. */
export const UsualWait = z.object({ medianS: z.number(), p90S: z.number() });
export type UsualWait = z.infer<typeof UsualWait>;

/** One lookup with its whole story. `message` says in words what happened, what to do next and what it cost. */
export const LookupDto = z.extend(LookupSummaryDto, {
  asked: z.record(z.string(), z.string()),
  options: z.object({
    revealPersonalEmails: z.boolean(),
    revealPhoneNumber: z.boolean(),
    waterfallEmail: z.boolean(),
    waterfallPhone: z.boolean(),
  }),
  message: z.string(),
  withheld: z.array(z.string()),
  guardReasons: z.array(z.string()),
  approval: z.nullable(ApprovalDto),
  attempt: z.nullable(AttemptDto),
  deliveries: z.array(LookupDeliveryDto),
  ledger: z.array(LedgerEntryDto),
  result: z.nullable(PersonDto),
  candidate: z.nullable(CandidateDto),
  /** While phones are on their way: how long this workspace's took lately, once there are enough to say. */
  usualWait: z.nullable(UsualWait),
  /** While something is on its way: `poll` where the webhook is known not to be reached, so that it is fetched. */
  arrivesBy: z.nullable(z.enum(["webhook", "poll"])),
  /** Whether the viewer may settle what is in doubt. */
  mayDecide: z.boolean(),
  comments: z.array(LookupCommentDto),
  /** Whether the viewer may mark it as read and comment on it. */
  mayReview: z.boolean(),
});
export type LookupDto = z.infer<typeof LookupDto>;

export const HISTORY_PAGE_SIZE = 50;

export const Members = z.array(z.object({ id: z.string(), name: z.string() }));
export const PendingCount = z.object({ phones: z.number() });

/** What a new workspace still has to do, each step by what the database knows of it. */
export const FirstRun = z.object({
  /** All is done, or an admin has put the list away. */
  isOver: z.boolean(),
  isPractice: z.boolean(),
  steps: z.record(z.enum(FIRST_STEPS), z.enum(FIRST_STEP_STATES)),
  mayLookUp: z.boolean(),
  isAdmin: z.boolean(),
  /** Whom to ask, for who is no admin. */
  admins: z.array(z.string()),
  /** The viewer's practice workspace; null where this is one, or there is none. */
  practiceId: z.nullable(z.string()),
});
export type FirstRun = z.infer<typeof FirstRun>;

export const DismissFirstRunInput = z.object({});
