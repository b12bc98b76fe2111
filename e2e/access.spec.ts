import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "@playwright/test";
import { ACCOUNTS, cookieOf, suite, type Account } from "./accounts";
import {
  asFormState,
  callAction,
  findBuiltAction,
  listBuiltActions,
  listBuiltEntries,
  postAction,
} from "./call-action";
import { countRows, LISTED_PHONE, plantCanary, type Canary } from "./canary";
import { ACTIONS } from "./action-entries";
import { ENTRIES, type Caller } from "./entries";
import { aGuest, ENDS } from "./guest";

const CALLERS = ["anonymous", ...(Object.keys(ACCOUNTS) as Account[])] as const;
const FOREIGN = ["https://evil.example", "null"];
/** Called by other servers, which have a key or a token of their own. */
const CALLED_BY_SERVERS = ["api/sandbox/apollo/[...path]/route.ts", "api/webhooks/apollo/[token]/route.ts"];

/** What a person may ask for of themselves: all of it, for admins, and the audit says so. */
const HOLDS_WHAT_IS_KNOWN = ["api/privacy/access/[personId]/route.ts"];
const digitsOf = (text: string) => text.replace(/[^\p{L}\p{N}"<>\n•]/gu, "");

let canary: Canary;

test.beforeAll(async () => {
  canary = await plantCanary(suite().dataDir);
});

test("every page and route of the sources and of the build is in the table, and nothing else", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" });
  const entries = files.filter((file) => /^(page\.tsx|route\.tsx?)$/.test(basename(file)));
  expect(entries.toSorted()).toEqual(Object.keys(ENTRIES).toSorted());
  const known = Object.keys(ENTRIES).map((file) => `/${file.replace(/\.tsx?$/, "")}`);
  expect(listBuiltEntries()).toEqual(known.toSorted());
});

test("a browser's routes only read: what changes something is a server action", () => {
  const changes = /^export .*\b(?:POST|PUT|PATCH|DELETE)\b/m;
  const changing = Object.keys(ENTRIES).filter((file) => changes.test(readFileSync(`app/${file}`, "utf8")));
  const known = [...CALLED_BY_SERVERS, "api/auth/[...nextauth]/route.ts", "api/runs/upload/route.ts"];
  expect(changing.toSorted()).toEqual(known.toSorted());
});

test("a file is taken from admins and reps, from our own pages, and whole; whatever else comes leaves nothing", async () => {
  const { url, dataDir } = suite();
  const body = "Name,Email\nAda,ada@acme.example\n";
  const send = async (caller: Caller, { bytes = body.length, headers = {} } = {}) => {
    const cookie = cookieOf(caller);
    const path = `${url}/api/runs/upload?name=a.csv&bytes=${String(bytes)}`;
    const answer = await fetch(path, { method: "POST", body, headers: { cookie, origin: url, ...headers } });
    return { status: answer.status, text: await answer.text() };
  };
  const before = await countRows(dataDir, canary);
  expect((await send("anonymous")).status).toBe(401);
  expect((await send("reviewer")).status).toBe(403);
  for (const origin of FOREIGN) expect((await send("admin", { headers: { origin } })).status, origin).toBe(403);
  for (const bytes of [body.length - 1, body.length + 1, 0]) {
    const { status, text } = await send("rep", { bytes });
    expect(status).toBe(422);
    expect(text).toContain("did not arrive whole");
  }
  expect(await countRows(dataDir, canary)).toBe(before);
  expect((await send("outsider")).status).toBe(200);
  expect(await countRows(dataDir, canary)).toBe(before);
});

for (const [file, { path, expected }] of Object.entries(ENTRIES)) {
  test(`${file} answers each caller as its table says, and shows nobody what is not theirs`, async () => {
    for (const caller of CALLERS) {
      const { answered, text } = await ask(path(canary), cookieOf(caller));
      expect(answered, caller).toBe(String(expected[caller]));
      for (const secret of secretsFrom(caller, file)) expect(text, caller).not.toContain(secret);
      if (!HOLDS_WHAT_IS_KNOWN.includes(file)) expect(digitsOf(text), caller).not.toContain(digitsOf(LISTED_PHONE));
    }
  });
}

test("a rep's own lookup is the rep's, the reviewer's and the admin's to read, and no other rep's", async () => {
  for (const path of [`/history/${canary.repsLookupId}`, `/api/lookups/${canary.repsLookupId}`]) {
    for (const caller of ["rep", "reviewer", "admin"] as const)
      expect((await ask(path, cookieOf(caller))).answered, caller).toBe("200");
    for (const caller of ["colleague", "outsider"] as const)
      expect((await ask(path, cookieOf(caller))).answered, caller).toBe("404");
  }
});

test("nothing of a workspace is in what an anonymous browser prefetches", async () => {
  const pages = Object.entries(ENTRIES).filter(([file]) => file.startsWith("(workspace)"));
  for (const [file, { path }] of pages)
    for (const headers of PREFETCHES) {
      const { text } = await ask(path(canary), "", headers);
      for (const secret of secretsFrom("anonymous", file)) expect(text, file).not.toContain(secret);
    }
});

for (const [what, end] of Object.entries(ENDS))
  test(`the cookie of ${what} opens nothing, at no entry and no action`, async () => {
    const guest = await aGuest(suite(), canary.workspaceId);
    expect((await ask("/api/auth/session", guest.cookie)).text).toContain(guest.email);
    await end(guest, cookieOf("admin"));
    for (const [file, { path, expected }] of Object.entries(ENTRIES)) {
      const { answered, text } = await ask(path(canary), guest.cookie);
      expect(answered, file).toBe(String(expected.anonymous));
      for (const secret of [...secretsFrom("anonymous", file), guest.email]) expect(text, file).not.toContain(secret);
    }
    for (const [name, { refused }] of Object.entries(ACTIONS))
      expect(await callWith(name, guest.cookie), name).toBe(refused.anonymous);
  });

test("the cookie of an admin whose role was taken is a rep's at the next request, at every entry and action", async () => {
  const { url } = suite();
  const guest = await aGuest(suite(), canary.workspaceId);
  expect((await ask("/api/members", guest.cookie)).answered).toBe("200");
  const input = { userId: guest.userId, role: "rep" };
  const change = { url, action: findBuiltAction("changeRoleAction"), input, cookie: cookieOf("admin") };
  expect(await callAction(change)).toBe("ok");
  for (const [file, { path, expected }] of Object.entries(ENTRIES)) {
    const { answered, text } = await ask(path(canary), guest.cookie);
    expect(answered, file).toBe(String(expected.colleague));
    for (const secret of secretsFrom("colleague", file)) expect(text, file).not.toContain(secret);
  }
  for (const [name, { refused }] of Object.entries(ACTIONS))
    if (refused.rep) expect(await callWith(name, guest.cookie), name).toBe(refused.rep);
});

test("every server action of the sources and of the build is in the table, and nothing else", () => {
  const built = listBuiltActions().map(({ name }) => name);
  expect([...new Set(built)].toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
  expect(listWrittenActions()).toEqual(Object.keys(ACTIONS).toSorted());
});

for (const [name, { refused }] of Object.entries(ACTIONS)) {
  test(`${name} refuses with a code whoever may not call it, and changes nothing`, async () => {
    const before = await countRows(suite().dataDir, canary);
    for (const [caller, code] of Object.entries(refused) as [Caller, string][])
      expect(await callWith(name, cookieOf(caller)), caller).toBe(code);
    expect(await countRows(suite().dataDir, canary)).toBe(before);
  });

  test(`${name} is refused to pages of other origins, even with a session's cookie`, async () => {
    const { url, dataDir } = suite();
    const before = await countRows(dataDir, canary);
    for (const origin of FOREIGN) {
      const call = { url, action: findBuiltAction(name), input: inputOf(name), cookie: cookieOf("admin"), origin };
      const answer = await postAction(call);
      expect(answer.status, origin).toBe(403);
      await answer.body?.cancel();
    }
    expect(await countRows(dataDir, canary)).toBe(before);
  });
}

test("sign-in is refused to forms of other origins, whatever they know", async () => {
  for (const origin of FOREIGN) {
    const body = new URLSearchParams({ ...ACCOUNTS.rep, json: "true" });
    const answer = await fetch(`${suite().url}/api/auth/callback/credentials`, {
      ...{ method: "POST", redirect: "manual", headers: { origin }, body },
    });
    expect(answer.status, origin).toBe(403);
    expect(answer.headers.getSetCookie().join(), origin).not.toContain("session-token");
  }
});

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
  const isRep = caller === "rep" || caller === "colleague";
  const ofAdmins = [keyFingerprint, `${word}'s list`];
  const ofOthers = isLookup ? [`${word}'s lookup`, `${word}'s run`] : [`${word}'s run`, `${word}'s row`];
  return isRep ? [...ofOthers, ...ofAdmins] : ofAdmins;
}

async function ask(path: string, cookie: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${suite().url}${path}`, { redirect: "manual", headers: { cookie, ...headers } });
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

function inputOf(name: string): object | FormData {
  const { input, isForm } = ACTIONS[name] ?? { input: () => ({}) };
  const fields = input(canary);
  return isForm ? asFormState(fields) : fields;
}

function callWith(name: string, cookie: string): Promise<string> {
  return callAction({ url: suite().url, action: findBuiltAction(name), input: inputOf(name), cookie });
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
