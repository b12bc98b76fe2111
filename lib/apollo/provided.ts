/** What the provider gave, in our words. Null means it said nothing; nothing here is invented or guessed. */
export type ProvidedPhone = {
  /** E.164, or null where the provider gave no such form. */
  number: string | null;
  raw: string | null;
  /** mobile, work_direct, work_hq, home, other; an open set. */
  type: string | null;
  status: string | null;
  confidence: string | null;
  /** `not_found` means no do-not-call entry; any other text means one. An open set. */
  dncStatus: string | null;
  observedAt: Date | null;
};

export type ProvidedEmail = {
  address: string;
  /** Lower case in every generation of the API; an open set, and only `verified` is safe to mail. */
  status: string | null;
  confidence: number | null;
  observedAt: Date | null;
};

export type EmploymentEntry = {
  title: string | null;
  companyName: string | null;
  companyApolloId: string | null;
  /** `YYYY-MM-DD`. */
  startDate: string | null;
  endDate: string | null;
  isCurrent: boolean;
};

export type ProvidedCompany = {
  apolloId: string | null;
  name: string | null;
  domain: string | null;
  websiteUrl: string | null;
  linkedinUrl: string | null;
  industry: string | null;
  employeeCount: number | null;
  foundedYear: number | null;
  phone: string | null;
  city: string | null;
  state: string | null;
  country: string | null;
  description: string | null;
  /** As the provider prints it ("1.2B"), else the bare number. */
  annualRevenue: string | null;
  technologies: string[];
  /** As the provider prints it, else the bare number. */
  totalFunding: string | null;
  fundingStage: string | null;
  /** `YYYY-MM-DD` of the latest round. */
  fundedAt: string | null;
};

export type ProvidedPerson = {
  apolloId: string;
  firstName: string | null;
  lastName: string | null;
  fullName: string | null;
  title: string | null;
  headline: string | null;
  seniority: string | null;
  departments: string[];
  email: string | null;
  emailStatus: string | null;
  emailConfidence: number | null;
  /** Null when the answer had no such field; empty when it had one with nothing in it. */
  personalEmails: string[] | null;
  linkedinUrl: string | null;
  twitterUrl: string | null;
  githubUrl: string | null;
  facebookUrl: string | null;
  city: string | null;
  state: string | null;
  country: string | null;
  timeZone: string | null;
  /** Current first, then newest first. */
  employment: EmploymentEntry[];
  company: ProvidedCompany | null;
  phones: ProvidedPhone[];
  /** Numbers of the team's own saved contact, which may be somebody else's. */
  contactPhones: ProvidedPhone[];
  matchConfidence: string | null;
};

export type NoMatchShape = "null" | "confidence_none" | "stub";

export type PersonMatch = {
  person: ProvidedPerson | null;
  noMatch: boolean;
  noMatchShape: NoMatchShape | null;
  /** Also set for a stub: callbacks carry the id that was returned, even where nothing else was. */
  returnedApolloId: string | null;
};

export type WaterfallReply = { status: string | null; message: string | null; unprocessedAttributes: string[] };

/** `jobId` names the phone job. It is not the id to poll with. */
export type PhoneEnrichmentReply = { status: string | null; jobId: string | null; message: string | null };

export type MatchAnswer = PersonMatch & {
  /** Signed 64-bit, exact decimal text. */
  requestId: string | null;
  waterfall: WaterfallReply | null;
  phoneEnrichment: PhoneEnrichmentReply | null;
};
