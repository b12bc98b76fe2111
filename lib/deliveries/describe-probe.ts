import type { WorkspaceKind } from "@/lib/auth/viewer";
import type { Obstacle, ProbeOutcome } from "@/lib/deliveries/webhook-probe";

export type ProbeFacts = {
  outcome: ProbeOutcome;
  /** Of the answer; null where none came. */
  status: number | null;
  /** Where a redirect leads: a path, or an address elsewhere. */
  location: string | null;
  /** What the program's network layer called the failure. */
  code: string | null;
};

export type ProbeWords = { title: string; next: string };

/** What a self-test found, and what to do next. */
export function describeProbe(facts: ProbeFacts, appUrl: string): ProbeWords {
  return WORDS[facts.outcome]({ ...facts, ...readAddress(appUrl), appUrl });
}

/** A test that passed from this machine, where the provider cannot come all the same; the practice emulator can. */
export function describeObstacle(obstacle: Obstacle, workspaceKind: WorkspaceKind): ProbeWords {
  const { title, next } = OBSTACLE_WORDS[obstacle];
  return { title, next: workspaceKind === "practice" ? FOR_PRACTICE : next };
}

const FOR_PRACTICE =
  "The practice emulator runs on this machine, so phones arrive here all the same. A live workspace needs a public HTTPS address.";

const OBSTACLE_WORDS: Record<Obstacle, ProbeWords> = {
  private: {
    title: "The test passed from this machine, but Apollo cannot reach a private address",
    next: "Results are fetched by poll. New phone lookups of a live workspace need APP_URL to be a public HTTPS address.",
  },
  not_https: {
    title: "The test passed, but Apollo delivers over HTTPS only",
    next: "Results are fetched by poll. Put HTTPS in front of Perihelion and set APP_URL to that address.",
  },
};

type Facts = ProbeFacts & { appUrl: string; host: string; port: string };

function readAddress(appUrl: string): { host: string; port: string } {
  const { hostname, port, protocol } = new URL(appUrl);
  return { host: hostname, port: port || (protocol === "https:" ? "443" : "80") };
}

const WORDS: Record<ProbeOutcome, (facts: Facts) => ProbeWords> = {
  passed: () => ({
    title: "The webhook works",
    next: "A call went out to APP_URL, passed everything in front of Perihelion and was in this database, as Apollo’s will be.",
  }),
  no_address: ({ host }) => ({
    title: `The name ${host} leads nowhere`,
    next: "This machine found no DNS record for it. Add one, or correct APP_URL.",
  }),
  refused: ({ host, port }) => ({
    title: `Nothing listens at ${host}, port ${port}`,
    next: "The connection was refused. Start what should answer there, such as the reverse proxy, or correct the port in APP_URL.",
  }),
  no_connection: ({ host, port }) => ({
    title: `${host} lets no connection in`,
    next: `Open port ${port} in the firewall. Some networks let nobody call their own public address from inside: if a phone arrives by webhook all the same, the address works and this page says so.`,
  }),
  tls_failed: ({ code, host }) => ({ title: "The secure connection failed", next: describeTls(code, host) }),
  redirected: (facts) => describeRedirect(facts),
  sign_in_wall: ({ status }) => ({
    title: `APP_URL answers ${String(status)}: something in front of Perihelion lets nobody in without a sign-in`,
    next: "Let /api/webhooks/ through: Apollo cannot sign in, and the one-time address of each call protects itself.",
  }),
  wrong_host: () => ({
    title: "The call arrives under another host name",
    next: "Perihelion answered 421. Let the proxy in front pass the Host header on as it came.",
  }),
  not_ours: ({ status }) => ({
    title: `Something else answers at APP_URL, with status ${String(status)}`,
    next: "What came back is no answer of Perihelion’s. Let the proxy pass /api/webhooks/ on to it, path and all.",
  }),
  unavailable: () => ({
    title: "Perihelion’s own database did not answer in time",
    next: "The way to the webhook is fine. Test again in a moment.",
  }),
  server_error: ({ status }) => ({
    title: `APP_URL answers ${String(status)}`,
    next:
      status === 500
        ? "Something in front of Perihelion broke, or Perihelion did: its log tells which."
        : "The proxy in front does not reach Perihelion. Check where it forwards to.",
  }),
  odd_status: ({ status }) => ({
    title: `APP_URL answers ${String(status)}, and only 200 counts`,
    next: "Look at what stands in front of Perihelion: /api/webhooks/ must be passed on as it is.",
  }),
  no_answer: () => ({
    title: "No answer within 10 seconds",
    next: "The connection stood, and then nothing came. Check that the proxy in front reaches Perihelion.",
  }),
  broken_off: () => ({
    title: "The connection broke off before an answer came",
    next: "Check the proxy in front, and that APP_URL has the right scheme and port.",
  }),
  other_database: () => ({
    title: "The call never reached this installation",
    next: "Another Perihelion, or another database, answers at APP_URL. Point the address here, or correct APP_URL.",
  }),
  changed: () => ({
    title: "The body arrived changed",
    next: "Something in front of Perihelion rewrites what it passes on. Let /api/webhooks/ through untouched.",
  }),
};

const SIGN_IN = /log-?in|sign-?in|auth|sso|saml|account/i;

function describeRedirect({ location, appUrl }: Facts): ProbeWords {
  const title = `APP_URL answers with a redirect${location ? ` to ${location}` : ""}`;
  if (location && location === appUrl.replace(/^http:/, "https:")) {
    return { title, next: `Set APP_URL to ${location}: a redirect counts as a failure for Apollo.` };
  }
  if (location && SIGN_IN.test(location)) {
    return { title, next: "Something in front of Perihelion asks for a sign-in. Let /api/webhooks/ through." };
  }
  return {
    title,
    next: "Apollo follows none and counts it as a failure. Set APP_URL to the address that answers by itself.",
  };
}

function describeTls(code: string | null, host: string): string {
  if (code === "CERT_HAS_EXPIRED") return "The certificate has expired. Renew it.";
  if (code === "CERT_NOT_YET_VALID") return "The certificate is not valid yet. Check the clocks, or wait.";
  if (code?.includes("ALTNAME")) return `The certificate is for another name than ${host}. Get one for ${host}.`;
  if (code && /SELF_SIGNED|ISSUER|LEAF_SIGNATURE|CA$/.test(code)) {
    return "No authority that is generally known vouches for the certificate. Use one from a public authority, with its whole chain.";
  }
  if (code && /WRONG_VERSION|SSL|EPROTO/.test(code)) {
    return "What listens there does not speak HTTPS. Check the port in APP_URL and the proxy’s TLS settings.";
  }
  return "It was not agreed upon in time. Check the TLS settings of what listens there.";
}
