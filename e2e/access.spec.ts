import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect } from "@playwright/test";
import { ACCOUNTS, sessionFile, suite, type Account } from "./accounts";
import { asFormState, callAction, listBuiltActions, postAction } from "./call-action";
import { countRows, plantCanary, type Canary } from "./canary";
import { ACTIONS, ENTRIES, type Caller } from "./entries";
import { test } from "./fixtures";

const CALLERS = ["anonymous", ...(Object.keys(ACCOUNTS) as Account[])] as const;
const EVIL = "https://evil.example";

let canary: Canary;

test.beforeAll(async () => {
  canary = await plantCanary(suite().dataDir);
});

test("every page and route of the app folder is in the table, and nothing else", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" });
  const entries = files.filter((file) => /^(page\.tsx|route\.tsx?)$/.test(basename(file)));
  expect(entries.toSorted()).toEqual(Object.keys(ENTRIES).toSorted());
});

for (const [file, { path, expected }] of Object.entries(ENTRIES)) {
  test(`${file} answers each caller as its table says, and shows nobody what is not theirs`, async () => {
    for (const caller of CALLERS) {
      const { answered, text } = await ask(path(canary), caller);
      expect(answered, caller).toBe(String(expected[caller]));
      for (const secret of secretsFrom(caller, file)) expect(text, caller).not.toContain(secret);
    }
  });
}

test("nothing of a workspace is in what an anonymous browser prefetches", async () => {
  const pages = Object.entries(ENTRIES).filter(([file]) => file.startsWith("(workspace)"));
  for (const [file, { path }] of pages)
    for (const headers of PREFETCHES) {
      const { text } = await ask(path(canary), "anonymous", headers);
      for (const secret of secretsFrom("anonymous", file)) expect(text, file).not.toContain(secret);
    }
});

test("every server action of the sources and of the build is in the table, and nothing else", () => {
  const built = listBuiltActions().map(({ name }) => name);
  expect([...new Set(built)].toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
  expect(listWrittenActions()).toEqual(Object.keys(ACTIONS).toSorted());
});

for (const [name, { input, isForm, refused }] of Object.entries(ACTIONS)) {
  test(`${name} refuses with a code whoever may not call it, and changes nothing`, async () => {
    const { url, dataDir } = suite();
    const action = builtAction(name);
    const before = await countRows(dataDir);
    for (const [caller, code] of Object.entries(refused) as [Caller, string][]) {
      const fields = input(canary);
      const sent = isForm ? asFormState(fields as Record<string, string>) : fields;
      expect(await callAction({ url, action, input: sent, cookie: cookieOf(caller) }), caller).toBe(code);
    }
    expect(await countRows(dataDir)).toBe(before);
  });

  test(`${name} is refused to pages of other origins, even with a session's cookie`, async () => {
    const { url, dataDir } = suite();
    const action = builtAction(name);
    const before = await countRows(dataDir);
    for (const origin of [EVIL, "null"]) {
      const fields = input(canary);
      const sent = isForm ? asFormState(fields as Record<string, string>) : fields;
      const answer = await postAction({ url, action, input: sent, cookie: cookieOf("admin"), origin });
      expect(answer.status, origin).toBeGreaterThanOrEqual(400);
      await answer.body?.cancel();
    }
    expect(await countRows(dataDir)).toBe(before);
  });
}

const PREFETCHES = [
  { RSC: "1" },
  { RSC: "1", "Next-Router-Prefetch": "1" },
  { RSC: "1", "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" },
];

/** What must not be in an answer to this caller. */
function secretsFrom(caller: Caller, file: string): string[] {
  const { word, keyFingerprint } = canary;
  if (caller === "admin") return [];
  if (caller === "anonymous" || caller === "outsider") return [word, keyFingerprint];
  // A person belongs to the workspace; another's lookup is not the rep's.
  const isLookup = /history|lookups|deliveries/.test(file);
  return caller === "rep" && isLookup ? [`${word}'s lookup`, keyFingerprint] : [keyFingerprint];
}

async function ask(path: string, caller: Caller, headers: Record<string, string> = {}) {
  const answer = await fetch(`${suite().url}${path}`, {
    redirect: "manual",
    headers: { cookie: cookieOf(caller), ...headers },
  });
  const location = answer.headers.get("location");
  const target = location === null ? "" : ` ${new URL(location, suite().url).pathname}`;
  const answered = `${String(answer.status)}${answer.status < 400 ? target : ""}`;
  // A stream of events has no end.
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    await answer.body?.cancel();
    return { answered, text: "" };
  }
  return { answered, text: await answer.text() };
}

function cookieOf(caller: Caller): string {
  if (caller === "anonymous") return "";
  const { cookies } = JSON.parse(readFileSync(sessionFile(caller), "utf8")) as {
    cookies: { name: string; value: string }[];
  };
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

function builtAction(name: string) {
  const action = listBuiltActions().find((built) => built.name === name);
  if (!action) throw new Error(`the build has no ${name}`);
  return action;
}

function listWrittenActions(): string[] {
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter((file) =>
    /^[^/]+\/actions\.ts$/.test(file),
  );
  const names = files.flatMap((file) =>
    Array.from(readFileSync(`lib/${file}`, "utf8").matchAll(/^export const (\w+)/gm), ([, name]) => name ?? ""),
  );
  return names.toSorted();
}
