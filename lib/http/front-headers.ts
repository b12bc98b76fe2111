// A part of the front, which is loaded before anything can be resolved: only Node's own modules may be imported here.
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

const NONCE_HEADER = "x-nonce";
const CSP = "content-security-policy";
/** Where Next looks for the nonce of its scripts. */
const CSP_OF_REQUEST = [CSP, `${CSP}-report-only`] as const;
const A_YEAR_S = 31_536_000;
const STATIC = "/_next/static/";
/** A file of `public`, which holds nothing personal. No id of ours has a dot. */
const IS_FILE = /\.\w+$/;
/**
 * The pages with a form that has to work before a script runs. A browser that may tell nobody where it comes from calls the
 * origin of such a form `null`, which is nobody's; these pages may tell us, and no other site.
 */
const HAS_PLAIN_FORM = /^\/(?:sign-in|setup|invite|reset-password)(?:\?|$)/;

export type Surroundings = {
  /** The app's public address is https, whoever speaks it. */
  isHttps: boolean;
  isDevelopment: boolean;
};

type Headers = Record<string, string>;
type Protect = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Puts on each answer, before anyone writes it, what a browser needs to know to let no foreign script run, no other site
 * frame or read it, and no cache keep a page. (Routes say themselves how long their answers may be kept: Next drops of a
 * route's headers what is here already.) A page's nonce is put on its request, where Next and the layout look for it; what a
 * client sends there is dropped.
 */
export function createProtect({ isHttps, isDevelopment }: Surroundings): Protect {
  const forAll: Headers = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(isHttps && { "Strict-Transport-Security": `max-age=${String(A_YEAR_S)}` }),
  };
  const forAnswers: Headers = {
    ...forAll,
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
  };
  // No route answers with a page.
  const forRoutes: Headers = { ...forAnswers, [CSP]: "default-src 'none'; frame-ancestors 'none'" };
  const [beforeNonce, afterNonce] = pagePolicy({ isHttps, isDevelopment });

  return (request, response) => {
    const { url = "/" } = request;
    if (url.startsWith(STATIC)) {
      put(response, forAll);
      return;
    }
    for (const name of CSP_OF_REQUEST) Reflect.deleteProperty(request.headers, name);
    if (url.startsWith("/api/")) {
      put(response, forRoutes);
      return;
    }
    const nonce = randomBytes(16).toString("base64");
    const policy = `${beforeNonce}${nonce}${afterNonce}`;
    put(response, forAnswers);
    if (!IS_FILE.test(url.split("?", 1)[0] ?? "")) response.setHeader("Cache-Control", "private, no-store");
    if (HAS_PLAIN_FORM.test(url)) response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader(CSP, policy);
    request.headers[CSP] = policy;
    request.headers[NONCE_HEADER] = nonce;
  };
}

function put(response: ServerResponse, headers: Headers): void {
  for (const name in headers) response.setHeader(name, headers[name] ?? "");
}

/** The policy of a page, as the text before and after its nonce. */
function pagePolicy({ isHttps, isDevelopment }: Surroundings): [string, string] {
  const others = [
    "script-src-attr 'none'",
    // Positions that are computed stand in style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ];
  // A script that has the nonce may load its parts; 'self' is for browsers that do not know this. React's development build
  // makes functions of text, and so does hot reload.
  const after = `' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}; ${others.join("; ")}`;
  return ["default-src 'self'; script-src 'self' 'nonce-", after];
}
