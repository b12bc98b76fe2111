import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedPostgres, startPostgres } from "@/lib/db/embedded/postgres";
import { newId } from "@/lib/ids/ids";
import { ADMIN, freePort } from "@/lib/testing/app-server";
import { phoneBody } from "@/lib/testing/callbacks";
import { findProcesses } from "@/lib/testing/processes";
import { aDataDir, askHealth, type Program, runProgram } from "@/lib/testing/program";
import { type Heard, sendRaw } from "@/lib/testing/raw-sender";
import { type Relay, startRelay } from "@/lib/testing/relay";

// The production server itself, spoken to in bytes: what stands before the route decides here too.

const ACKNOWLEDGED_WITHIN_MS = 500;
const APPLIED_WITHIN_MS = 5_000;
const APOLLO_ID = "64920f0a1b2c3d4e5f607182";
const WEB = /next(-server|.*\bstart\b)/;

const databaseDir = aDataDir("file");
const dataDir = aDataDir("file");
let postgres: EmbeddedPostgres;
let relay: Relay;
let program: Program;
let client: Client;
let port = 0;

beforeAll(async () => {
  postgres = await startPostgres({ dataDir: databaseDir });
  relay = await startRelay(postgres.port);
  port = await freePort();
  program = runProgram({
    command: "start",
    env: {
      ...{ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "debug" },
      DATABASE_URL: Object.assign(new URL(postgres.url), { port: String(relay.port) }).href,
      ...{ ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
    },
  });
  await program.untilSaid(/Perihelion is ready at/, 110_000);
  client = new Client({ connectionString: postgres.url });
  await client.connect();
});

afterAll(async () => {
  if (!program.hasEnded()) program.signal("SIGTERM");
  await program.ended;
  await client.end();
  await relay.close();
  await postgres.stop();
});

type Asked = { token: string; attemptId: string };

/** A lookup of the admin's that was answered and waits for its phones. */
async function anAttempt(): Promise<Asked> {
  const token = randomBytes(32).toString("base64url");
  const attemptId = newId("attempt");
  await client.query(
    `WITH who AS (
       SELECT m.workspace_id, u.id FROM "user" u JOIN membership m ON m.user_id = u.id
         JOIN workspace w ON w.id = m.workspace_id AND w.kind = 'practice' LIMIT 1
     ), made AS (
       INSERT INTO attempt (id, workspace_id, identity, state, phone_state, request, token_hash, returned_apollo_id, sent_at, settled_at)
       SELECT $1, workspace_id, $1, 'matched', 'waiting', '{}', $2, $3, now(), now() FROM who RETURNING id
     )
     INSERT INTO lookup (id, workspace_id, user_id, attempt_id, input, options, label, outcome, phone_state)
     SELECT $4, workspace_id, who.id, made.id, '{}', '{}', 'Ana Silva', 'matched', 'waiting' FROM who, made`,
    [attemptId, createHash("sha256").update(token).digest(), APOLLO_ID, newId("lookup")],
  );
  return { token, attemptId };
}

async function rowsOf({ attemptId }: Asked): Promise<{ state: string; seen: number; body: string }[]> {
  const { rows } = await client.query<{ state: string; seen: number; body: Buffer }>(
    "SELECT state, seen, body FROM delivery WHERE attempt_id = $1 ORDER BY received_at",
    [attemptId],
  );
  return rows.map(({ body, ...row }) => ({ ...row, body: body.toString() }));
}

const addressOf = (token: string) => `/api/webhooks/apollo/${token}`;
const bodyOf = (number: string) => phoneBody(APOLLO_ID, [{ number }]);

/** One request of its own connection, closed after the answer. */
function send(method: string, target: string, { host = "localhost", headers = "", body = "{}" } = {}): Promise<Heard> {
  const head = `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}`;
  return sendRaw({ port, first: `${head}Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}` });
}

async function post({ token }: Asked, body: string) {
  const began = performance.now();
  const answer = await fetch(`http://localhost:${String(port)}${addressOf(token)}`, { method: "POST", body });
  return { status: answer.status, text: await answer.text(), tookMs: performance.now() - began };
}

describe("a callback for a known token", () => {
  test("is acknowledged within 500 ms, whatever its headers claim, and applied within 5 s", async () => {
    await post(await anAttempt(), "{}");
    const asked = await anAttempt();
    const headers =
      "X-Forwarded-Host: evil.example\r\nX-Forwarded-For: 9.9.9.9\r\nContent-Type: image/png\r\nCookie: a=b\r\n";
    const began = performance.now();
    const heard = await send("POST", addressOf(asked.token), {
      host: "evil.example",
      headers,
      body: bodyOf("+12025550101"),
    });
    expect([heard.status, heard.text.includes('{"ok":true}')]).toEqual([200, true]);
    expect(heard.tookMs).toBeLessThan(ACKNOWLEDGED_WITHIN_MS);
    // Next would send it in pieces of unknown number: the front has called the route itself (docs/adr/0009).
    expect(heard.text).toMatch(/content-length: 11/i);
    await expect.poll(async () => (await rowsOf(asked))[0]?.state, { timeout: APPLIED_WITHIN_MS }).toBe("applied");
    expect(performance.now() - began).toBeLessThan(APPLIED_WITHIN_MS);
  });
});

describe("an address that is not the callback's", () => {
  test.each<[string, (token: string) => string]>([
    ["a slash at its end", (token) => `${addressOf(token)}/`],
    ["a double slash", (token) => `/api/webhooks//apollo/${token}`],
    ["a double slash before it", (token) => `/${addressOf(token)}`],
    ["other case", (token) => `/api/Webhooks/apollo/${token}`],
    ["the token in other case", (token) => addressOf(token.toLowerCase())],
    ["half a token", (token) => addressOf(token.slice(0, 20))],
    ["no token", () => "/api/webhooks/apollo"],
    ["more after the token", (token) => `${addressOf(token)}/more`],
    ["an encoded slash", (token) => `/api/webhooks%2fapollo/${token}`],
    ["a dot segment", (token) => `/api/webhooks/x/../apollo/${token}x`],
    ["an encoding that is none", () => addressOf("%zz")],
    ["a NUL", () => addressOf("%00")],
    ["bytes that are no text", () => addressOf("%ff%fe")],
  ])("by %s is 404, never a redirect, and nothing is stored", async (_what, toTarget) => {
    const asked = await anAttempt();
    const { status, text } = await send("POST", toTarget(asked.token));
    expect(status, text).toBe(404);
    expect(await rowsOf(asked)).toEqual([]);
  });

  test.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])("by %s is 405 and says POST", async (method) => {
    const asked = await anAttempt();
    const { status, text } = await send(method, addressOf(asked.token), { body: "" });
    expect([status, /^allow: *post\r$/im.test(text)]).toEqual([405, true]);
    expect(await rowsOf(asked)).toEqual([]);
  });

  test("a stranger's takes as long as any other stranger's: a well-formed token and one that cannot be", async () => {
    const strangers = [() => randomBytes(32).toString("base64url"), () => "x", () => "y".repeat(2000)];
    const took: number[][] = strangers.map(() => []);
    for (let round = 0; round < 40; round += 1) {
      for (const [index, make] of strangers.entries()) {
        const { status, tookMs } = await post({ token: make(), attemptId: "" }, "{}");
        expect(status).toBe(404);
        took[index]?.push(tookMs);
      }
    }
    const medians = took.map((all) => all.toSorted((left, right) => left - right)[all.length / 2] ?? 0);
    expect(Math.max(...medians)).toBeLessThan(Math.min(...medians) * 2 + 2);
  });
});

describe("more than 512 KiB", () => {
  const PIECE = "a".repeat(64 * 1024);

  test.each([
    ["declared", `Content-Length: ${String(64 << 20)}\r\n\r\n`, PIECE],
    ["in pieces", "Transfer-Encoding: chunked\r\n\r\n", `10000\r\n${PIECE}\r\n`],
  ])("%s: 413, closed, and the rest is not taken", async (_how, headers, then) => {
    const asked = await anAttempt();
    const first = `POST ${addressOf(asked.token)} HTTP/1.1\r\nHost: localhost\r\n${headers}`;
    const heard = await sendRaw({ port, first, then, everyMs: 0 });
    expect(heard.status).toBe(413);
    expect(heard.tookMs).toBeLessThan(3000);
    expect(heard.sentBytes).toBeLessThan(32 << 20);
    expect(await rowsOf(asked)).toEqual([]);
  });
});

describe("slow senders", () => {
  const HEADER = `POST ${addressOf("A".repeat(43))} HTTP/1.1\r\nHost: localhost\r\nX-Slow: `;
  const startOf = (token: string) => `POST ${addressOf(token)} HTTP/1.1\r\nHost: localhost\r\n`;

  test("a hundred of them are closed after 10 s in the header and 15 s in the body, leave nothing, and hinder nobody", async () => {
    const [slow, quick] = [await anAttempt(), await anAttempt()];
    await post(quick, "{}");
    const many = (count: number, first: string, then?: string) =>
      Promise.all(Array.from({ length: count }, () => sendRaw({ port, first, ...(then !== undefined && { then }) })));
    const slowly = Promise.all([
      many(20, ""),
      many(30, HEADER, "a"),
      many(20, `${startOf(slow.token)}Content-Length: 1000\r\n\r\n`, "a"),
      many(15, `${startOf(slow.token)}Transfer-Encoding: chunked\r\n\r\n`, "1\r\na\r\n"),
      many(15, `${startOf("A".repeat(43))}Content-Length: 1000\r\n\r\n`, "a"),
    ]);
    const acks = [];
    for (let index = 0; index < 49; index += 1) {
      await wait(200);
      acks.push(await post(quick, JSON.stringify({ index })));
    }
    expect(new Set(acks.map(({ status }) => status))).toEqual(new Set([200]));
    expect(Math.max(...acks.map(({ tookMs }) => tookMs))).toBeLessThan(ACKNOWLEDGED_WITHIN_MS);
    const [silent, inHeader, declared, inPieces, strangers] = await slowly;
    for (const { tookMs } of [...silent, ...inHeader]) expect(tookMs).toBeLessThan(12_500);
    for (const { tookMs } of [...declared, ...inPieces, ...strangers]) expect(tookMs).toBeLessThan(17_500);
    for (const { status, tookMs } of [...inHeader, ...declared, ...inPieces]) {
      expect(status).toBe(408);
      expect(tookMs).toBeGreaterThan(9_000);
    }
    for (const { tookMs } of [...declared, ...inPieces]) expect(tookMs).toBeGreaterThan(14_000);
    expect(await rowsOf(slow)).toEqual([]);
    expect(await rowsOf(quick)).toHaveLength(50);
  });
});

describe("an end in the middle", () => {
  test("a process killed between its COMMIT and its answer: the row is there, and the sender's retry is the same one", async () => {
    const asked = await anAttempt();
    const body = bodyOf("+12025550102");
    await post(asked, "{}");
    relay.hold();
    const unanswered = post(asked, body).then(
      () => "answered",
      () => "nothing",
    );
    const stored = async () => (await rowsOf(asked)).filter((row) => row.body === body);
    await expect.poll(stored, { timeout: 2000, interval: 5 }).toHaveLength(1);
    for (const { pid } of findProcesses(dataDir).filter(({ command }) => WEB.test(command)))
      process.kill(pid, "SIGKILL");
    expect(await unanswered).toBe("nothing");
    relay.release();
    await program.untilSaid(/The web server ended by itself and is started again/);
    await expect.poll(async () => (await askHealth(port))?.status, { timeout: 15_000, interval: 20 }).toBe(200);
    expect(await post(asked, body)).toMatchObject({ status: 200 });
    await expect.poll(stored, { timeout: APPLIED_WITHIN_MS }).toEqual([{ state: "applied", seen: 2, body }]);
  });

  test("a process asked to stop answers what it has begun", async () => {
    const asked = await anAttempt();
    await post(asked, "{}");
    relay.hold();
    const begun = post(asked, '{"begun":1}');
    await expect.poll(() => rowsOf(asked), { timeout: 2000, interval: 5 }).toHaveLength(2);
    program.signal("SIGTERM");
    await program.untilSaid(/Stopping …/);
    await wait(300);
    relay.release();
    expect(await begun).toMatchObject({ status: 200, text: '{"ok":true}' });
    await program.ended;
  });

  test("no token and no body was ever in what the program said", () => {
    const said = program.output();
    expect(said).not.toMatch(/\/api\/webhooks\/apollo\/[\w-]{20,}/);
    expect(said).not.toMatch(/2025550|phone_numbers|A{43}/);
  });
});
