import { Pool } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from "@/app/api/webhooks/apollo/[token]/route";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { closeDirectPool, directPool } from "@/lib/db/direct-pool";
import { BODIES_PER_TOKEN_MAX, BODY_BYTES_MAX } from "@/lib/deliveries/delivery";
import { flushRefusals } from "@/lib/deliveries/server/count-refusal";
import { anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

const database = useTestDatabase();
const outside = new Pool({ connectionString: database.url, max: 8 });
let viewer: Viewer;
let attempt: TestAttempt;

beforeAll(async () => {
  viewer = await aViewer({ workspaceId: await aWorkspace() });
});
beforeEach(async () => {
  attempt = await anAttempt(viewer);
});
afterAll(async () => {
  await outside.end();
  await closeDirectPool();
});

type Sent = { token?: string; body?: RequestInit["body"]; headers?: Record<string, string>; path?: string };

function send({ token = attempt.token, body = "{}", headers = {}, path = token }: Sent = {}): Promise<Response> {
  const init = { method: "POST", body, headers, duplex: "half" } as RequestInit;
  return POST(new Request(`http://localhost:3999/api/webhooks/apollo/${path}`, init), {
    params: Promise.resolve({ token }),
  });
}

/** Three seconds, and what a busy machine takes to come round to its timers. */
const WITHIN_MS = 4000;

const rowsOf = ({ attemptId } = attempt) =>
  db.delivery.findMany({ where: { attemptId }, orderBy: { receivedAt: "asc" } });

/** A body in pieces, without a declared length. Says how much of it was asked for. */
function inPieces(pieces: number, bytesEach: number, pauseMs = 0) {
  const taken = { pieces: 0, isCancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (pauseMs > 0) await new Promise((wake) => setTimeout(wake, pauseMs));
        if (taken.pieces === pieces) controller.close();
        else {
          taken.pieces += 1;
          controller.enqueue(new Uint8Array(bytesEach).fill(97));
        }
      },
      cancel: () => {
        taken.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, taken };
}

async function refusals(): Promise<Record<string, number>> {
  await flushRefusals();
  const rows = await db.webhookRefusal.findMany();
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}

describe("a known token", () => {
  test("a new body is acknowledged after its row is there, whatever its content type and cookies", async () => {
    const response = await send({ body: '{"a":1}', headers: { "content-type": "text/plain", cookie: "x=y" } });
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
    const { rows } = await outside.query("SELECT state, seen, body FROM delivery WHERE attempt_id = $1", [
      attempt.attemptId,
    ]);
    expect(rows).toEqual([{ state: "received", seen: 1, body: Buffer.from('{"a":1}') }]);
  });

  test("one body sent 100 times at once is one row, seen 100 times", async () => {
    const responses = await Promise.all(Array.from({ length: 100 }, () => send({ body: "same" })));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await rowsOf()).map(({ seen }) => seen)).toEqual([100]);
  });

  test("one body sent again later is the same row, seen twice, and no new work", async () => {
    await send({ body: "same" });
    await db.delivery.updateMany({ where: { attemptId: attempt.attemptId }, data: { state: "applied" } });
    expect((await send({ body: "same" })).status).toBe(200);
    expect(await rowsOf()).toMatchObject([{ seen: 2, state: "applied" }]);
  });

  test("different bodies are rows of their own", async () => {
    await Promise.all([send({ body: "one" }), send({ body: "two" })]);
    expect(await rowsOf()).toHaveLength(2);
  });

  test.each([
    ["a NUL byte", Buffer.from("{\0}")],
    ["invalid UTF-8", Buffer.from([0xff, 0xfe, 0xc3, 0x28])],
    ["a lone surrogate", Buffer.from('{"a":"\\ud800"}')],
    ["nothing", Buffer.alloc(0)],
  ])("%s is stored byte for byte", async (_name, bytes) => {
    expect((await send({ body: new Uint8Array(bytes) })).status).toBe(200);
    expect((await rowsOf()).map(({ body }) => Buffer.from(body))).toEqual([bytes]);
  });

  test("exactly 512 KiB pass, in pieces and without a length", async () => {
    const { stream } = inPieces(8, BODY_BYTES_MAX / 8);
    expect((await send({ body: stream })).status).toBe(200);
    expect((await rowsOf())[0]?.body.byteLength).toBe(BODY_BYTES_MAX);
  });

  test("a poisoned row fails alone and is never acknowledged", async () => {
    await outside.query(`CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.body = 'poison'::bytea THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$`);
    await outside.query(
      "CREATE TRIGGER poison BEFORE INSERT ON delivery FOR EACH ROW EXECUTE FUNCTION refuse_poison()",
    );
    const bodies = ["before", "poison", "after", "more"];
    const statuses = await Promise.all(bodies.map(async (body) => (await send({ body })).status));
    await outside.query("DROP TRIGGER poison ON delivery");
    expect(statuses).toEqual([200, 503, 200, 200]);
    expect((await rowsOf()).map(({ body }) => Buffer.from(body).toString()).sort()).toEqual([
      "after",
      "before",
      "more",
    ]);
  });
});

describe("an attempt that is over", () => {
  test("erased: 200, the bytes are dropped, only their digest and time stay", async () => {
    await db.attempt.update({
      where: { id: attempt.attemptId },
      data: { erasedAt: new Date(), phoneState: "not_asked" },
    });
    expect((await send({ body: "personal" })).status).toBe(200);
    const [row] = await rowsOf();
    expect(row).toMatchObject({ state: "dropped", reason: "erased" });
    expect([row?.body.byteLength, row?.bodySha256]).toEqual([0, new Uint8Array(sha256("personal"))]);
  });

  test("35 days after its close: 410 and nothing is stored; a day before, it is", async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const old = await anAttempt(viewer, { settledAt: daysAgo(36) });
    const young = await anAttempt(viewer, { settledAt: daysAgo(34) });
    expect([(await send({ token: old.token })).status, (await send({ token: young.token })).status]).toEqual([
      410, 200,
    ]);
    expect(await rowsOf(old)).toEqual([]);
    expect(await refusals()).toMatchObject({ expired_token: 1 });
  });
});

describe("nobody's token", () => {
  test("unknown, truncated and malformed ones get the same 404 and are only counted", async () => {
    const before = (await refusals())["unknown_token"] ?? 0;
    const strangers = [
      attempt.token.slice(0, -1),
      "x",
      "%00",
      `${attempt.token}=`,
      "A".repeat(4000),
      attempt.token.toLowerCase(),
    ];
    const responses = await Promise.all(strangers.map((token) => send({ token, path: "t" })));
    const answers = await Promise.all(responses.map(async (response) => [response.status, await response.text()]));
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(answers[0]?.[0]).toBe(404);
    expect((await refusals())["unknown_token"]).toBe(before + strangers.length);
  });

  test("costs the same work, whether it could be a token or not: one question to the database", async () => {
    const asked = vi.spyOn(directPool(), "query");
    for (const token of ["A".repeat(43), "x", "%00", "A".repeat(4000), ""]) {
      asked.mockClear();
      expect((await send({ token, path: "t" })).status).toBe(404);
      expect(asked, token).toHaveBeenCalledTimes(1);
    }
    asked.mockRestore();
  });

  test("a slash at the end is 404, never a redirect, though the token is known", async () => {
    expect((await send({ path: `${attempt.token}/` })).status).toBe(404);
    expect(await rowsOf()).toEqual([]);
  });
});

describe("refused at the door", () => {
  test.each([
    ["declared", true],
    ["in pieces", false],
  ])("more than 512 KiB, %s: 413, no more is read, closed", async (_name, isDeclared) => {
    const { stream, taken } = inPieces(100, 64 * 1024);
    const headers = isDeclared ? { "content-length": String(100 * 64 * 1024) } : {};
    const response = await send({ body: stream, headers });
    expect([response.status, response.headers.get("connection")]).toEqual([413, "close"]);
    expect(taken.pieces).toBeLessThanOrEqual(isDeclared ? 0 : 9);
    expect(taken.isCancelled).toBe(true);
    expect(await rowsOf()).toEqual([]);
  });

  test("a body shorter than declared is not stored as if it were whole", async () => {
    expect((await send({ body: "half", headers: { "content-length": "8" } })).status).toBe(400);
    expect(await rowsOf()).toEqual([]);
  });

  test("a content encoding other than identity: 415", async () => {
    expect((await send({ headers: { "content-encoding": "gzip" } })).status).toBe(415);
    expect(await rowsOf()).toEqual([]);
    expect((await send({ headers: { "content-encoding": "identity" } })).status).toBe(200);
  });

  test("any other method: 405 and Allow: POST", () => {
    for (const method of [GET, HEAD, PUT, PATCH, DELETE, OPTIONS]) {
      const { status, headers } = method();
      expect([status, headers.get("allow")]).toEqual([405, "POST"]);
    }
  });

  test("more than 50 different bodies on one token: 429 and Retry-After; the known ones still pass", async () => {
    const bodies = Array.from({ length: BODIES_PER_TOKEN_MAX + 5 }, (_, index) => `body ${String(index)}`);
    const statuses = await Promise.all(bodies.map(async (body) => (await send({ body })).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(BODIES_PER_TOKEN_MAX);
    const refused = await send({ body: "one more" });
    expect([refused.status, refused.headers.has("retry-after")]).toEqual([429, true]);
    const known = bodies[statuses.indexOf(200)];
    expect((await send({ body: known })).status).toBe(200);
    expect(await rowsOf()).toHaveLength(BODIES_PER_TOKEN_MAX);
  });

  test("more than 600 calls a minute on one token: 429 and Retry-After", async () => {
    const statuses = await Promise.all(Array.from({ length: 601 }, async () => (await send({ body: "same" })).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(600);
    const refused = await send({ body: "another" });
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect((await rowsOf()).map(({ seen }) => seen)).toEqual([600]);
  });

  test("more than 600 unknown tokens a minute from one address: 429; a known token still passes", async () => {
    const statuses = await Promise.all(
      Array.from({ length: 650 }, async () => (await send({ token: "who", path: "t" })).status),
    );
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    const refused = await send({ token: "who", path: "t" });
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect((await send()).status).toBe(200);
  });
});

describe("what cannot be stored is never acknowledged", () => {
  const timed = async (run: () => Promise<Response>) => {
    const startedAt = performance.now();
    const response = await run();
    return {
      status: response.status,
      retryAfter: response.headers.get("retry-after"),
      ms: performance.now() - startedAt,
    };
  };

  test("a locked table: 503 with Retry-After: 10 within 3 s, and nothing is stored", async () => {
    await send({ body: "first" });
    const client = await outside.connect();
    await client.query("BEGIN; LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE");
    const { status, retryAfter, ms } = await timed(() => send({ body: "second" }));
    await client.query("ROLLBACK");
    client.release();
    expect({ status, retryAfter }).toEqual({ status: 503, retryAfter: "10" });
    expect(ms).toBeLessThan(WITHIN_MS);
    await new Promise((wake) => setTimeout(wake, 300));
    expect(await rowsOf()).toHaveLength(1);
    expect((await send({ body: "second" })).status).toBe(200);
  });

  test("connections cut in the middle: 503 or stored, and well again at once", async () => {
    await send();
    const calls = Array.from({ length: 20 }, (_, index) => timed(() => send({ body: `cut ${String(index)}` })));
    await outside.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'perihelion-direct'",
    );
    const answers = await Promise.all(calls);
    expect(answers.every(({ status, ms }) => [200, 503].includes(status) && ms < 3000)).toBe(true);
    const acknowledged = answers.filter(({ status }) => status === 200).length;
    expect((await rowsOf()).length).toBeGreaterThanOrEqual(acknowledged + 1);
    expect((await send({ body: "after" })).status).toBe(200);
  });

  test("every connection taken: 503 within 3 s for all that wait", async () => {
    const client = await outside.connect();
    await client.query("BEGIN; LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE");
    const waves = Array.from({ length: 8 }, async (_, index) => {
      await new Promise((wake) => setTimeout(wake, index * 20));
      return timed(() => send({ body: `wave ${String(index)}` }));
    });
    const answers = await Promise.all(waves);
    await client.query("ROLLBACK");
    client.release();
    expect(answers.every(({ status, ms }) => status === 503 && ms < 3000)).toBe(true);
  });

  test("a database that is gone: 503 with Retry-After: 10 within 3 s; back again, it works", async () => {
    const { pathname } = new URL(database.url);
    const elsewhere = new Pool({
      connectionString: Object.assign(new URL(database.url), { pathname: "/postgres" }).href,
    });
    await elsewhere.query(`ALTER DATABASE "${pathname.slice(1)}" ALLOW_CONNECTIONS false`);
    await closeDirectPool();
    const { status, retryAfter, ms } = await timed(() => send({ body: "lost" }));
    await elsewhere.query(`ALTER DATABASE "${pathname.slice(1)}" ALLOW_CONNECTIONS true`);
    await elsewhere.end();
    expect({ status, retryAfter }).toEqual({ status: 503, retryAfter: "10" });
    expect(ms).toBeLessThan(WITHIN_MS);
    expect((await send({ body: "found" })).status).toBe(200);
  });
});
