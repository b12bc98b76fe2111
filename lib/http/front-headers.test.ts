import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createProtect, type Surroundings } from "@/lib/http/front-headers";

const PRODUCTION: Surroundings = { isHttps: true, isDevelopment: false };
const FOR_ALL = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

function ask(
  url: string,
  { surroundings = PRODUCTION, headers = {} }: { surroundings?: Surroundings; headers?: object } = {},
) {
  const request = new IncomingMessage(new Socket());
  request.url = url;
  Object.assign(request.headers, headers);
  const response = new ServerResponse(request);
  createProtect(surroundings)(request, response);
  const csp = String(response.getHeader("Content-Security-Policy"));
  return { request, headers: response.getHeaders(), csp, nonce: /'nonce-([^']+)'/.exec(csp)?.[1] };
}

test("a page's scripts run by a nonce that is new each time and that the page is told", () => {
  const [first, second] = [ask("/lookup"), ask("/lookup")];
  expect(first.nonce).toMatch(/^[\w+/]{22}==$/);
  expect(second.nonce).not.toBe(first.nonce);
  expect(first.request.headers).toMatchObject({ "x-nonce": first.nonce, "content-security-policy": first.csp });
  expect(first.csp).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
  expect(first.csp).not.toMatch(/script-src[^;]*'unsafe-/);
  expect(first.csp).toContain("frame-ancestors 'none'");
  expect(first.headers).toMatchObject({ ...FOR_ALL, "cache-control": "private, no-store" });
});

test("a client cannot choose the nonce", () => {
  const sent = { "x-nonce": "known", "content-security-policy-report-only": "script-src 'nonce-known'" };
  const { request, nonce } = ask("/lookup", { headers: sent });
  expect(nonce).not.toBe("known");
  expect(request.headers["x-nonce"]).toBe(nonce);
  expect(request.headers["content-security-policy-report-only"]).toBeUndefined();
});

test("a route's answer is no page: nothing in it runs, and how long it is kept is for the route to say", () => {
  const { headers, csp } = ask("/api/people");
  expect(csp).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers).toMatchObject(FOR_ALL);
  expect(headers).not.toHaveProperty("cache-control");
});

test("what is built is kept as long as Next says, and so are the files of the public folder", () => {
  expect(ask("/_next/static/chunks/a.js").headers).toEqual({
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
  });
  expect(ask("/icon.svg?v=1").headers).not.toHaveProperty("cache-control");
});

test("the pages whose form works without scripts tell our own origin where it came from, and no other", () => {
  for (const path of ["/sign-in", "/sign-in?next=%2Fpeople", "/setup?token=made-up"])
    expect(ask(path).headers["referrer-policy"], path).toBe("same-origin");
  for (const path of ["/sign-in-here", "/people/sign-in", "/api/auth/session"])
    expect(ask(path).headers["referrer-policy"], path).toBe("no-referrer");
});

test("https is demanded for good only where the app is reached by it, and eval is for development", () => {
  const plain = ask("/", { surroundings: { isHttps: false, isDevelopment: false } });
  expect(plain.headers).not.toHaveProperty("strict-transport-security");
  expect(plain.csp).not.toContain("upgrade-insecure-requests");
  expect(plain.csp).not.toMatch(/unsafe-eval|ws:/);
  expect(ask("/").headers["strict-transport-security"]).toBe("max-age=31536000");
  const development = ask("/", { surroundings: { isHttps: false, isDevelopment: true } });
  expect(development.csp).toMatch(/script-src[^;]*'unsafe-eval'/);
  expect(development.csp).toMatch(/connect-src[^;]* ws:/);
});
