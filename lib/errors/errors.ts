/** The one table of failures: HTTP status, whether we expect it, and the sentence a person reads. */
export const ERRORS = {
  unauthenticated: { status: 401, expected: true, say: "Sign in to go on." },
  forbidden: { status: 403, expected: true, say: "Your role does not allow this. Ask an admin of this workspace." },
  not_found: { status: 404, expected: true, say: "There is nothing here, or it is not yours to see." },
  invalid_input: { status: 422, expected: true, say: "Check the marked fields." },
  conflict: { status: 409, expected: true, say: "Someone else changed this first. Look again and retry." },
  last_admin: {
    status: 409,
    expected: true,
    say: "A workspace keeps at least one admin who can sign in. Make somebody else an admin first.",
  },
  too_many_requests: { status: 429, expected: true, say: "Too many tries. Wait a moment and try again." },
  unavailable: {
    status: 503,
    expected: false,
    say: "The database does not answer. Nothing was sent and nothing was spent.",
  },
  too_broad: {
    status: 422,
    expected: true,
    say: "This takes too long to find. Narrow your search: more letters, or one more filter.",
  },
  no_answer: {
    status: 503,
    expected: false,
    say: "The server did not answer. If the request reached it, the lookup is in History: look there before you ask again.",
  },
  internal: { status: 500, expected: false, say: "Something broke on our side." },
  key_missing: {
    status: 409,
    expected: true,
    say: "This workspace has no API key in use. An admin can add one under API keys. Nothing was sent, no credits spent.",
  },
  key_rejected: {
    status: 502,
    expected: true,
    say: "Apollo does not accept the stored API key. An admin must replace it under API keys. No credits spent.",
  },
  key_restricted: {
    status: 502,
    expected: true,
    say: "The stored API key may not use this endpoint (its scope or the plan). An admin can give it the scope in Apollo. No credits spent.",
  },
  credits_exhausted: {
    status: 402,
    expected: true,
    say: "The Apollo account has no credits left. Nothing was bought. An admin can add credits or wait for the next cycle.",
  },
  provider_rate_limited: {
    status: 503,
    expected: true,
    say: "Apollo is limiting the rate of calls. No credits spent. Try again when the wait is over.",
  },
  provider_rejected: {
    status: 422,
    expected: true,
    say: "Apollo did not accept this request. No credits spent. Check what was asked.",
  },
  provider_down: { status: 502, expected: true, say: "Apollo is out of order at the moment. Try again later." },
  provider_unreachable: {
    status: 502,
    expected: true,
    say: "Apollo could not be reached, so nothing was sent and no credits were spent. Try again.",
  },
  outcome_unknown: {
    status: 504,
    expected: true,
    say: "The request went out but no answer came back. It may have been charged, so it is not sent again by itself.",
  },
  answer_lost: {
    status: 502,
    expected: true,
    say: "Apollo carried the request out and charged it, but its answer never came. Looking the person up again is a new charge.",
  },
  not_carried_out: {
    status: 502,
    expected: true,
    say: "No answer came, and Apollo's usage shows no charge for it. No credits spent. You can look the person up again.",
  },
  asker_gone: {
    status: 403,
    expected: true,
    say: "Whoever asked may no longer look up here, so it was not sent when its turn came. No credits spent.",
  },
  budget: {
    status: 402,
    expected: true,
    say: "The budget does not cover this. Nothing was sent and nothing was spent.",
  },
  approval_declined: {
    status: 403,
    expected: true,
    say: "An admin declined this lookup. Nothing was sent and no credits were spent.",
  },
  approval_expired: {
    status: 410,
    expected: true,
    say: "No admin decided on this lookup within seven days. Nothing was sent and no credits were spent. You can ask again.",
  },
  webhook_unreachable: {
    status: 409,
    expected: true,
    say: "Phone numbers need a public HTTPS address to come back to. Ask an admin to set APP_URL. Nothing was sent, no credits spent.",
  },
  oidc_denied: {
    status: 403,
    expected: true,
    say: "The sign-in was cancelled at your identity provider. Try again, or use your password.",
  },
  oidc_stale: {
    status: 403,
    expected: true,
    say: "That sign-in was not begun in this browser, or it took more than 15 minutes. Start again.",
  },
  oidc_failed: {
    status: 502,
    expected: true,
    say: "Your identity provider did not answer, or its answer was not valid. Try again. If it happens again, whoever runs this installation finds the reason in its log.",
  },
  oidc_stranger: {
    status: 403,
    expected: true,
    say: "Your identity provider knows you, but nobody has given you access here yet. Ask an admin of your workspace to add your address.",
  },
  oidc_unverified: {
    status: 403,
    expected: true,
    say: "Your identity provider does not say that your email address is verified, so an account cannot be found by it. Ask whoever looks after the identity provider, or sign in with your password.",
  },
  oidc_taken: {
    status: 409,
    expected: true,
    say: "The account with your address belongs to another identity at your provider. If it should be yours now, ask an admin of your workspace.",
  },
  oidc_disabled: {
    status: 403,
    expected: true,
    say: "Your account here is disabled. Ask an admin of your workspace to enable it.",
  },
} as const satisfies Record<string, { status: number; expected: boolean; say: string }>;

export type ErrorCode = keyof typeof ERRORS;
