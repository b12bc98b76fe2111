import { describe, expect, test } from "vitest";
import { bodyTimeoutOf, callbackTokenOf, readOwn, refusalOf } from "@/lib/http/front";

const APP_URL = "https://people.acme.example";
const OWN = readOwn(APP_URL);
const HOST = "people.acme.example";
const post = (origin: string | undefined, url = "/lookup", host = HOST) =>
  refusalOf({ url, host, method: "POST", origin }, OWN)?.status ?? "passes";

describe("a change that a page of another origin sends is refused before anything reads it", () => {
  test.each([
    "null",
    "https://evil.example",
    "http://people.acme.example.evil.example",
    "file://",
    "",
    "//",
    "https://",
  ])("%s", (origin) => {
    expect(post(origin)).toBe(403);
  });

  test("another scheme or port of the same host is another origin", () => {
    expect(post("http://people.acme.example")).toBe(403);
    expect(post("https://people.acme.example:8080")).toBe(403);
    expect(post("chrome-extension://people.acme.example")).toBe(403);
  });

  test.each(["PUT", "PATCH", "DELETE", "anything"])("%s is a change too", (method) => {
    expect(refusalOf({ url: "/lookup", host: HOST, method, origin: "null" }, OWN)?.status).toBe(403);
  });
});

test("our own pages pass: by the public address and by the one this machine has", () => {
  expect(post(APP_URL)).toBe("passes");
  expect(post("http://localhost:3000", "/lookup", "localhost:3000")).toBe("passes");
  expect(post(undefined)).toBe("passes");
});

test("reading is not a change, whoever links here", () => {
  for (const method of ["GET", "HEAD", "OPTIONS"])
    expect(refusalOf({ url: "/lookup", host: HOST, method, origin: "https://evil.example" }, OWN)).toBeNull();
});

test("callers that no cookie speaks for are known by their token or key, whatever their origin", () => {
  expect(post("https://elsewhere.example", "/api/webhooks/apollo/token")).toBe("passes");
  expect(post("null", "/api/sandbox/apollo/api/v1/people/match")).toBe("passes");
  expect(post("null", "/api/sandboxed")).toBe(403);
});

test("a path that Next would redirect is not found, and a host that is not ours is misdirected", () => {
  for (const url of [
    "//lookup",
    "/api/health/",
    "/people%2f1",
    "/people?q=%00",
    "/a\\b",
    "lookup",
    "/people/%zz",
    "/people/%ff%fe",
    "/%",
  ])
    expect(refusalOf({ url, host: HOST }, OWN)?.status, url).toBe(404);
  expect(refusalOf({ url: "/lookup", host: "evil.example" }, OWN)?.status).toBe(421);
  expect(refusalOf({ url: "/lookup", host: "127.0.0.1:3000" }, OWN)).toBeNull();
  expect(refusalOf({ url: "/lookup", host: "any.example" }, readOwn("http://localhost:3000"))).toBeNull();
  expect(OWN).toEqual({ origin: APP_URL, publicHost: HOST });
  expect(readOwn("http://localhost:3000").publicHost).toBeNull();
});

test("a callback is a POST to its very address, and its token is decoded", () => {
  expect(callbackTokenOf("POST", "/api/webhooks/apollo/a-B_9")).toBe("a-B_9");
  expect(callbackTokenOf("POST", "/api/webhooks/apollo/%41b?c=/d")).toBe("Ab");
  for (const url of [
    "/api/webhooks/apollo/",
    "/api/webhooks/apollo/a/b",
    "/api/webhooks/other/a",
    "/api/webhooks/apollo",
  ])
    expect(callbackTokenOf("POST", url), url).toBeNull();
  for (const method of ["GET", "PUT", undefined]) expect(callbackTokenOf(method, "/api/webhooks/apollo/a")).toBeNull();
});

test("only a file may take longer than a minute to come", () => {
  const minutes = (method: string, url: string) => bodyTimeoutOf(method, url) / 60_000;
  expect(minutes("POST", "/api/runs/upload?name=a.csv&bytes=9")).toBe(15);
  expect(minutes("POST", "/api/runs/upload")).toBe(15);
  for (const url of ["/lookup", "/api/runs/uploads", "/api/runs/upload/x", "/?/api/runs/upload", "/api/auth/x"])
    expect(minutes("POST", url), url).toBe(1);
  expect(minutes("PUT", "/api/runs/upload")).toBe(1);
});
