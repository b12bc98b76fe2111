import { expect, test } from "vitest";
import { describeObstacle, describeProbe, type ProbeFacts } from "@/lib/deliveries/describe-probe";
import { OBSTACLES, PROBE_OUTCOMES, stepStates } from "@/lib/deliveries/webhook-probe";

const HTTPS = "https://people.acme.example";
const facts = (given: Partial<ProbeFacts>): ProbeFacts => ({
  ...{ outcome: "passed", status: null, location: null, code: null },
  ...given,
});

test("a test that was never made has no step behind it; one that passed has all", () => {
  expect(new Set(Object.values(stepStates(null, HTTPS)))).toEqual(new Set(["open"]));
  expect(new Set(Object.values(stepStates("passed", HTTPS)))).toEqual(new Set(["passed"]));
});

test("one that failed passed every step before, and reached none after", () => {
  expect(stepStates("redirected", HTTPS)).toEqual({
    ...{ address: "passed", connection: "passed", tls: "passed" },
    ...{ direct: "failed", answer: "open", arrival: "open" },
  });
  for (const outcome of PROBE_OUTCOMES.filter((word) => word !== "passed")) {
    const states = Object.values(stepStates(outcome, HTTPS));
    const failed = states.indexOf("failed");
    expect(failed, outcome).toBeGreaterThanOrEqual(0);
    expect(
      states.slice(0, failed).every((state) => state === "passed"),
      outcome,
    ).toBe(true);
    expect(
      states.slice(failed + 1).every((state) => state === "open"),
      outcome,
    ).toBe(true);
  }
});

test("plain HTTP has no TLS to pass", () => {
  expect(stepStates("passed", "http://localhost:3000").tls).toBe("absent");
});

test("each outcome has a sentence and a next step of its own", () => {
  const told = PROBE_OUTCOMES.map((outcome) => describeProbe(facts({ outcome, status: 418 }), HTTPS));
  const said = [...told, ...OBSTACLES.map((obstacle) => describeObstacle(obstacle, "live"))];
  expect(new Set(said.map(({ title }) => title)).size).toBe(said.length);
  expect(new Set(said.map(({ next }) => next)).size).toBe(said.length);
});

test.each([
  ["/login", "asks for a sign-in. Let /api/webhooks/ through"],
  ["https://sso.acme.example/start", "asks for a sign-in. Let /api/webhooks/ through"],
  ["https://www.acme.example", "Set APP_URL to the address that answers by itself"],
])("a redirect to %s says where it leads and what to do", (location, next) => {
  const words = describeProbe(facts({ outcome: "redirected", status: 302, location }), HTTPS);
  expect(words.title).toBe(`APP_URL answers with a redirect to ${location}`);
  expect(words.next).toContain(next);
});

test("a redirect from http to https names the address that APP_URL should have", () => {
  const words = describeProbe(
    facts({ outcome: "redirected", status: 308, location: HTTPS }),
    "http://people.acme.example",
  );
  expect(words.next).toContain(`Set APP_URL to ${HTTPS}`);
});

test.each([
  ["CERT_HAS_EXPIRED", "has expired"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "for another name than people.acme.example"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "No authority"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "whole chain"],
  ["EPROTO", "does not speak HTTPS"],
  ["TIMED_OUT", "not agreed upon in time"],
])("a secure connection that fails with %s says why", (code, why) => {
  expect(describeProbe(facts({ outcome: "tls_failed", code }), HTTPS).next).toContain(why);
});
