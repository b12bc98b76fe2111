type Words = string | null | undefined;
type Flag = boolean | undefined;

/** Who is meant. Send every identifier that is known; the strongest are the id, then an e-mail or its hash. */
export type MatchIdentity = {
  firstName?: Words;
  lastName?: Words;
  name?: Words;
  email?: Words;
  /** MD5 or SHA-256 of the address, in hex. */
  hashedEmail?: Words;
  organizationName?: Words;
  domain?: Words;
  /** The provider's id of a person, not of a saved contact. */
  id?: Words;
  linkedinUrl?: Words;
};

export type MatchOptions = {
  runWaterfallEmail?: Flag;
  runWaterfallPhone?: Flag;
  revealPersonalEmails?: Flag;
  revealPhoneNumber?: Flag;
  /** The plain address, not percent-encoded. Exactly when a waterfall or a phone reveal is asked for. */
  webhookUrl?: Words;
};

export type MatchRequest = MatchIdentity & MatchOptions;

export type BulkMatchRequest = { details: MatchIdentity[]; options: MatchOptions };

export type WireBody = Record<string, unknown>;

const BULK_SIZE_MAX = 10;

const IDENTITY_NAMES = {
  firstName: "first_name",
  lastName: "last_name",
  name: "name",
  email: "email",
  hashedEmail: "hashed_email",
  organizationName: "organization_name",
  domain: "domain",
  id: "id",
  linkedinUrl: "linkedin_url",
} as const satisfies Record<keyof MatchIdentity, string>;

const FLAG_NAMES = {
  runWaterfallEmail: "run_waterfall_email",
  runWaterfallPhone: "run_waterfall_phone",
  revealPersonalEmails: "reveal_personal_emails",
  revealPhoneNumber: "reveal_phone_number",
} as const satisfies Record<Exclude<keyof MatchOptions, "webhookUrl">, string>;

/** Every documented parameter of people/match. Blank texts and false flags are left out. */
export function toMatchBody(request: MatchRequest): WireBody {
  return { ...toIdentity(request), ...toOptions(request) };
}

/** The flags stand beside `details` and hold for all of them. Throws when there are not 1 to 10 of these. */
export function toBulkBody({ details, options }: BulkMatchRequest): WireBody {
  if (details.length < 1 || details.length > BULK_SIZE_MAX) {
    throw new RangeError(`A bulk match takes 1 to ${BULK_SIZE_MAX} people, not ${details.length}.`);
  }
  return { details: details.map(toIdentity), ...toOptions(options) };
}

function toIdentity(identity: MatchIdentity): WireBody {
  const wire: WireBody = {};
  for (const [ours, theirs] of Object.entries(IDENTITY_NAMES)) {
    const value = identity[ours as keyof MatchIdentity]?.trim();
    if (value) wire[theirs] = value;
  }
  return wire;
}

function toOptions(options: MatchOptions): WireBody {
  const wire: WireBody = {};
  for (const [ours, theirs] of Object.entries(FLAG_NAMES)) {
    if (options[ours as keyof typeof FLAG_NAMES] === true) wire[theirs] = true;
  }
  const webhookUrl = options.webhookUrl?.trim();
  assertWebhookFits(options, webhookUrl);
  return webhookUrl ? { ...wire, webhook_url: webhookUrl } : wire;
}

/** The provider accepts an address that nothing will ever be sent to, and refuses a reveal without one. §0.6, §0.7 */
function assertWebhookFits(options: MatchOptions, webhookUrl: string | undefined): void {
  const needsWebhook = [options.runWaterfallEmail, options.runWaterfallPhone, options.revealPhoneNumber].includes(true);
  if (webhookUrl && !needsWebhook) throw new TypeError("webhookUrl is only for a phone reveal or a waterfall.");
  if (!webhookUrl && needsWebhook) throw new TypeError("A phone reveal or a waterfall needs a webhookUrl.");
}
