import "server-only";
import { json, type SandboxAnswer, typedText } from "@/lib/sandbox/server/sandbox-answer";
import type { SandboxSwitches } from "@/lib/sandbox/switches";

const KEY_INVALID = "Invalid API key. See https://docs.apollo.io/reference/authentication for how to authenticate.";

/** 401 in the manner of early 2026 (text) or of late 2026 (JSON): docs/apollo-contract.md §6. */
export function unauthorized(style: SandboxSwitches["unauthorized"]): SandboxAnswer {
  if (style === "text") return typedText(401, "text/plain; charset=utf-8", KEY_INVALID);
  return json(401, {
    error: KEY_INVALID,
    error_details: {
      code: "AUTH.AUTHENTICATION.API_KEY_INVALID",
      message: KEY_INVALID,
      suggestions: [{ label: "Send the key in this header", header: "x-api-key" }],
      context: {},
    },
  });
}

export const forbidden = (endpoint: string): SandboxAnswer =>
  json(403, {
    error: `This API key is not authorized to access ${endpoint}. Request an API key with this endpoint from your administrator.`,
    error_code: "API_INACCESSIBLE",
  });

/** The provider's own text carries a link, so a careless client would inject it. */
export function outOfCredits(creditsLeft: number, renewsAt: Date): SandboxAnswer {
  return json(422, {
    error:
      'Insufficient credits. <a href="https://app.apollo.io/#/settings/plans/upgrade">Upgrade your plan</a> to continue.',
    error_details: {
      code: "BILLING.LIMIT.CREDITS_EXHAUSTED",
      message: "Your team has used all of its credits for this billing cycle.",
      suggestions: [{ label: "Upgrade your plan", url: "https://app.apollo.io/#/settings/plans/upgrade" }],
      context: {
        balance: { label: "Credits left", value: creditsLeft },
        next_billing_date: { label: "Next billing date", value: renewsAt.toISOString().slice(0, 10) },
      },
    },
  });
}

export function rateLimited(endpoint: string, limit: number, retryAfterS: number): SandboxAnswer {
  const message = `The maximum number of api calls allowed for ${endpoint} is ${limit} times per minute. Please upgrade your plan from https://app.apollo.io/#/settings/plans/upgrade.`;
  const answer = json(429, { message });
  return { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfterS) } };
}

export const webhookUrlMissing = (parameter: string): SandboxAnswer =>
  json(400, { error: `Please add a valid 'webhook_url' parameter when using '${parameter}'` });

export const webhookUrlWithPollOnly = (): SandboxAnswer =>
  json(400, {
    error: "Please omit 'webhook_url' when using 'poll_only'",
    error_code: "WEBHOOK_URL_WITH_POLL_ONLY",
  });

export const keyInQuery = (): SandboxAnswer =>
  json(422, {
    error: "Passing the API key in the query or in the body is not supported. Send it in the X-Api-Key header.",
  });

export const notFound = (): SandboxAnswer => json(404, { error: "Not Found" });

export const badJson = (): SandboxAnswer => json(400, { status: 400, error: "Bad Request" });

export const serverError = (): SandboxAnswer =>
  typedText(
    500,
    "text/html; charset=utf-8",
    "<!DOCTYPE html><html><body><h1>We're sorry, but something went wrong.</h1></body></html>",
  );

export const gatewayTimeout = (): SandboxAnswer =>
  typedText(
    504,
    "text/html; charset=utf-8",
    "<html><head><title>504 Gateway Time-out</title></head><body><center><h1>504 Gateway Time-out</h1></center></body></html>",
  );

export const bulkRefused = (status: 400 | 422, code: string, message: string): SandboxAnswer =>
  json(status, { status: "failed", error_code: code, error_message: message });
