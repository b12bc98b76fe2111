import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/apollo/[token]/route";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { flushRefusals } from "@/lib/deliveries/server/count-refusal";
import { getWebhookStanding } from "@/lib/deliveries/server/get-webhook-standing";
import { probeWebhook } from "@/lib/deliveries/server/probe-webhook";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

/** What stands at APP_URL: by default the program itself. */
type Front = (request: IncomingMessage, response: ServerResponse, body: Buffer) => unknown;
const held: { front: Front; tokens: string[] } = { front: passOn, tokens: [] };
let server: Server;
let appUrl: string;
let admin: Viewer;

beforeAll(async () => {
  server = createServer((request, response) => void receive(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  appUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await closeDirectPool();
});
beforeEach(async () => {
  held.tokens = [];
  await db.webhookProbe.deleteMany();
  admin = await aViewer({ role: "admin", workspaceId: await aWorkspace() });
});
afterEach(() => {
  held.front = passOn;
});

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  held.tokens.push(request.url?.split("/").at(-1) ?? "");
  await held.front(request, response, Buffer.concat(chunks));
}

/** The webhook's own route, met over HTTP. */
async function passOn(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
  const answer = await call(request.url?.split("/").at(-1) ?? "", body);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

function call(token: string, body: Buffer | string): Promise<Response> {
  const init = { method: "POST", body: new Uint8Array(Buffer.from(body)) };
  const request = new Request(`${appUrl}/api/webhooks/apollo/${token}`, init);
  return POST(request, { params: Promise.resolve({ token }) });
}

const runTest = (options: { timeoutMs?: number } = {}) => probeWebhook(admin, { appUrl, ...options });
const rows = () => db.webhookProbe.findMany({ where: { workspaceId: admin.workspaceId } });
const saying = (status: number, text: string, headers = {}): Front => {
  return (_request, response) => response.writeHead(status, headers).end(text);
};

const silent: Front = () => undefined;
const rewriting: Front = (request, response, body) =>
  passOn(request, response, Buffer.concat([body, Buffer.from(" ")]));

describe("a self-test", () => {
  test("that arrives in this database has passed, and says when, for whom and how long", async () => {
    expect(await runTest()).toEqual({ outcome: "passed" });
    const [row] = await rows();
    expect(row).toMatchObject({ outcome: "passed", isWhole: true, userId: admin.userId, appUrl });
    expect(row?.findings).toMatchObject({ status: 200, address: "127.0.0.1" });
    expect([row?.arrivedAt instanceof Date, row?.finishedAt instanceof Date]).toEqual([true, true]);
    expect(row?.durationMs).toBeGreaterThanOrEqual(0);
  });

  test.each([
    ["redirected", saying(302, "", { location: "/login" })],
    ["sign_in_wall", saying(401, "<html>Sign in</html>")],
    ["server_error", saying(500, "")],
    ["not_ours", saying(200, "<html>A page</html>")],
    ["other_database", saying(200, '{"ok":true}')],
    ["changed", rewriting],
    ["no_answer", silent],
  ] as const)("that ends as %s is kept as such and noted in the audit", async (outcome, front) => {
    held.front = front;
    expect(await runTest({ timeoutMs: 500 })).toEqual({ outcome });
    const [row] = await rows();
    expect(row).toMatchObject({ outcome });
    const [event] = await db.auditEvent.findMany({ where: { workspaceId: admin.workspaceId } });
    expect(event).toMatchObject({ actorId: admin.userId, action: "webhook.tested", subject: row?.id });
    expect(event?.detail).toMatchObject({ outcome });
  });

  test("of an address on which nothing listens is refused", async () => {
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, "close");
    expect(await probeWebhook(admin, { appUrl: `http://127.0.0.1:${String(port)}` })).toEqual({ outcome: "refused" });
  });

  test("is an admin's alone; a second one at the same time is refused, whoever asks", async () => {
    for (const role of ["rep", "reviewer"] as const) {
      const viewer = await aViewer({ role, workspaceId: admin.workspaceId });
      await expect(probeWebhook(viewer, { appUrl })).rejects.toMatchObject({ code: "forbidden" });
    }
    const elsewhere = await aViewer({ role: "admin", workspaceId: await aWorkspace() });
    held.front = (request, response, body) => setTimeout(() => void passOn(request, response, body), 300);
    const first = runTest();
    await expect.poll(() => held.tokens.length).toBe(1);
    await expect(probeWebhook(elsewhere, { appUrl })).rejects.toMatchObject({ code: "conflict" });
    expect(await first).toEqual({ outcome: "passed" });
    expect(await probeWebhook(elsewhere, { appUrl })).toEqual({ outcome: "passed" });
  });
});

describe("its token", () => {
  test("is good for one call, then as unknown as any other, and leaves no delivery", async () => {
    await runTest();
    const [token = ""] = held.tokens;
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const again = await call(token, "{}");
    const stranger = await call("never-made", "{}");
    expect([again.status, await again.text()]).toEqual([stranger.status, await stranger.text()]);
    expect(again.status).toBe(404);
    expect(await db.delivery.count()).toBe(0);
    await flushRefusals();
    expect(await db.webhookRefusal.findFirst({ where: { reason: "unknown_token" } })).toMatchObject({ count: 2 });
  });

  test("is good for nothing once the test has ended, or after a minute", async () => {
    held.front = () => undefined;
    await runTest({ timeoutMs: 200 });
    const [late = ""] = held.tokens;
    expect((await call(late, "{}")).status).toBe(404);
    const row = { id: "prb_old", workspaceId: admin.workspaceId, userId: admin.userId, appUrl };
    const secret = { tokenHash: new Uint8Array(sha256("old")), bodySha256: new Uint8Array(sha256("{}")) };
    const createdAt = new Date(Date.now() - 61_000);
    await db.webhookProbe.create({ data: { ...row, ...secret, createdAt } });
    expect((await call("old", "{}")).status).toBe(404);
    await db.webhookProbe.update({ where: { id: "prb_old" }, data: { createdAt: new Date() } });
    expect((await call("old", "{}")).status).toBe(200);
  });

  test("is kept nowhere but as its hash", async () => {
    held.front = saying(302, "", { location: "/elsewhere" });
    await runTest();
    const [token = ""] = held.tokens;
    const kept = JSON.stringify([
      await db.$queryRaw`SELECT p::text FROM webhook_probe p`,
      await db.$queryRaw`SELECT e::text FROM audit_event e`,
    ]);
    expect(kept).not.toContain(token);
    const [row] = await rows();
    expect(Buffer.from(row?.tokenHash ?? []).equals(sha256(token))).toBe(true);
  });
});

test("a test of another address says nothing of this one", async () => {
  await runTest();
  expect((await getWebhookStanding(admin)).test).toBeNull();
});
