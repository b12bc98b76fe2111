import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseCallback } from "@/lib/apollo/callback";
import { readMatchAnswer } from "@/lib/apollo/match-answer";
import { readPollAnswer } from "@/lib/apollo/poll-answer";
import { db } from "@/lib/db/client";
import { type SandboxDispatcher, startSandboxDispatcher } from "@/lib/sandbox/server/dispatcher";
import {
  aPracticeClient,
  aReceiver,
  clearSandbox,
  type PracticeClient,
  type Receiver,
} from "@/lib/sandbox/testing/practice-client";
import { ordinaryPerson, type WorldPerson } from "@/lib/sandbox/world/person";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

let client: PracticeClient;
let receiver: Receiver;
let running: SandboxDispatcher[] = [];

beforeEach(async () => {
  receiver = await aReceiver();
  client = await aPracticeClient();
});

afterEach(async () => {
  await Promise.all(running.map((dispatcher) => dispatcher.stop()));
  running = [];
  await receiver.close();
  await clearSandbox();
});

const start = (): void => void running.push(startSandboxDispatcher());

const peopleWithMobile = (count: number): WorldPerson[] => {
  const people: WorldPerson[] = [];
  for (let index = 0; people.length < count; index += 1) {
    const person = ordinaryPerson(index);
    if (person.phones.some(({ type }) => type === "mobile")) people.push(person);
  }
  return people;
};

const reveal = (id: string) => client.match({ id, reveal_phone_number: true, webhook_url: receiver.url });
const magic = (key: string, more: object = {}) =>
  client.match({ email: `${key}@magic.example`, reveal_phone_number: true, webhook_url: receiver.url, ...more });
const requestIdOf = (body: string): string => readMatchAnswer(Buffer.from(body)).requestId ?? "";
const poll = (requestId: string) => client.send("GET", `/api/v1/webhook_result/${requestId}`);
const stillDue = () =>
  db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM sandbox_callback WHERE due_at IS NOT NULL`;
/** Whether what became of the sending is written. */
const notedAttempts = () => db.$queryRaw`SELECT last_dispatched_at IS NOT NULL AS dispatched FROM sandbox_enrichment`;

describe("callbacks", () => {
  it("come when they are due, from the provider's user agent", async () => {
    start();
    await client.switches({ delayMs: 100 });
    const [person] = peopleWithMobile(1);
    await reveal(person?.id ?? "");
    const answeredAt = performance.now();
    await receiver.waitFor(1);
    expect(performance.now() - answeredAt).toBeLessThan(2000);
    expect(receiver.headers[0]).toMatchObject({
      "user-agent": expect.stringMatching(/^Mechanize\/2\.8\.1 Ruby/) as string,
      "content-type": "application/json",
    });
    expect(parseCallback(Buffer.from(receiver.bodies[0] ?? ""))).toMatchObject({
      kind: "phone",
      people: [{ apolloId: person?.id }],
    });
    expect(await client.used()).toBe(9);
  });

  it("that were pending at a restart still come, also those that a dead process had taken", async () => {
    await client.switches({ delayMs: 0 });
    const [one, two] = peopleWithMobile(2);
    await reveal(one?.id ?? "");
    await reveal(two?.id ?? "");
    await db.$executeRaw`UPDATE sandbox_callback SET attempts = 1, due_at = now() + interval '200 milliseconds' WHERE id = (SELECT min(id) FROM sandbox_callback)`;
    expect(receiver.bodies).toHaveLength(0);
    start();
    await receiver.waitFor(2);
    expect(await client.used()).toBe(18);
  });

  it("are sent once by several dispatchers together", async () => {
    await client.switches({ delayMs: 0, minuteLimit: 100_000 });
    for (const person of peopleWithMobile(300)) await reveal(person.id);
    start();
    start();
    await receiver.waitFor(300, 20_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(receiver.bodies).toHaveLength(300);
    expect(new Set(receiver.bodies).size).toBe(300);
    expect(await client.used()).toBe(2700);
  });

  it("come before the answer, twice at once, in parts, broken off, or never, as the magic people say", async () => {
    start();
    await magic("phone.now");
    expect(receiver.bodies).toHaveLength(1);
    await client.switches({ delayMs: 0 });
    await magic("phone.twice");
    await receiver.waitFor(3);
    expect(receiver.bodies[1]).toBe(receiver.bodies[2]);
    await magic("phone.parts");
    await receiver.waitFor(6);
    await magic("phone.garbled");
    await receiver.waitFor(7);
    expect(parseCallback(Buffer.from(receiver.bodies[6] ?? ""))).toMatchObject({ kind: "unreadable" });
    const { body } = await magic("phone.never");
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(receiver.bodies).toHaveLength(7);
    expect(readPollAnswer(Buffer.from((await poll(requestIdOf(body))).body))).toMatchObject({
      state: "ready",
      deliveryStatus: "failed",
    });
    expect(await client.used()).toBe(5 * 9);
  });

  it("are tried again after a 503 and given up after a 404", async () => {
    await client.switches({ delayMs: 0 });
    receiver.answerWith(503);
    start();
    await magic("phone.soon");
    await receiver.waitFor(1);
    await expect.poll(notedAttempts).toEqual([{ dispatched: true }]);
    expect(await stillDue()).toEqual([{ n: 1 }]);
    receiver.answerWith(404);
    await db.$executeRaw`UPDATE sandbox_callback SET due_at = now()`;
    running.push(startSandboxDispatcher());
    await receiver.waitFor(2);
    await expect.poll(stillDue).toEqual([{ n: 0 }]);
  });

  it("go nowhere but to this app and this machine", async () => {
    await client.switches({ delayMs: 0 });
    start();
    const { body } = await magic("phone.soon", { webhook_url: "https://elsewhere.example/hook" });
    await expect.poll(stillDue).toEqual([{ n: 0 }]);
    expect(readPollAnswer(Buffer.from((await poll(requestIdOf(body))).body))).toMatchObject({
      state: "ready",
      deliveryStatus: "failed",
    });
  });
});

describe("the poll", () => {
  it("says pending with a wait, then gives exactly the body of the webhook", async () => {
    start();
    await client.switches({ delayMs: 400 });
    const requestId = requestIdOf((await magic("phone.soon")).body);
    expect(await poll(requestId)).toMatchObject({
      status: 404,
      body: '{"error_code":"result_pending","retry_after_seconds":1}',
    });
    await receiver.waitFor(1);
    await expect.poll(async () => (await poll(requestId)).body).toContain('"webhook_status":"success"');
    const { body } = await poll(requestId);
    expect(body).toContain(`"webhook_result":${receiver.bodies[0] ?? "-"}}`);
    expect(body).toContain(`"request_id":"${requestId}"`);
  });

  it("has its terminal codes: unknown, not an int64, expired", async () => {
    expect(await poll("-77")).toMatchObject({ status: 404, body: '{"error_code":"request_id_unknown"}' });
    expect(await poll("9223372036854775808")).toMatchObject({
      status: 400,
      body: '{"error_code":"invalid_request_id"}',
    });
    await client.switches({ delayMs: 0 });
    const requestId = requestIdOf((await magic("phone.soon")).body);
    await db.$executeRaw`UPDATE sandbox_enrichment SET created_at = now() - interval '31 days'`;
    expect(await poll(requestId)).toMatchObject({ status: 410, body: '{"error_code":"request_id_expired"}' });
  });

  it("shows a team nothing of another team's", async () => {
    await client.switches({ delayMs: 0 });
    const requestId = requestIdOf((await magic("phone.soon")).body);
    const other = await aPracticeClient();
    expect((await other.send("GET", `/api/v1/webhook_result/${requestId}`)).status).toBe(404);
  });

  it("is enough alone: poll_only, no dispatcher, billed once when the result is seen", async () => {
    await client.switches({ delayMs: 0 });
    const { body } = await client.match({
      email: "phone.soon@magic.example",
      reveal_phone_number: true,
      poll_only: true,
    });
    await expect.poll(async () => (await poll(requestIdOf(body))).status).toBe(200);
    expect((await poll(requestIdOf(body))).status).toBe(200);
    expect(await client.used()).toBe(9);
  });
});

describe("billing", () => {
  it("at delivery costs eight for a mobile and nothing for none", async () => {
    start();
    await client.switches({ delayMs: 0 });
    for (const key of ["phone.none", "phone.failed", "phone.office"]) await magic(key);
    await receiver.waitFor(3);
    expect(await client.used()).toBe(3);
  });

  it("at acceptance costs eight for every reveal, whatever comes of it", async () => {
    start();
    await client.switches({ delayMs: 0, billing: "acceptance" });
    await magic("phone.none");
    expect(await client.used()).toBe(9);
    await magic("phone.soon");
    await receiver.waitFor(2);
    expect(await client.used()).toBe(18);
  });

  it("of a waterfall is what the body reports", async () => {
    start();
    await client.switches({ delayMs: 0 });
    await client.match({
      email: "waterfall.phone@magic.example",
      run_waterfall_phone: true,
      webhook_url: receiver.url,
    });
    await receiver.waitFor(1);
    expect(parseCallback(Buffer.from(receiver.bodies[0] ?? ""))).toMatchObject({
      kind: "waterfall",
      creditsReported: "10",
    });
    expect(await client.used()).toBe(11);
  });

  it("falls due although the answer went wrong: 504, reset, hang, unreadable", async () => {
    start();
    await client.switches({ delayMs: 0 });
    expect((await magic("error.504")).status).toBe(504);
    expect(await magic("error.reset")).toMatchObject({ fault: "reset" });
    expect(await magic("error.hang")).toMatchObject({ fault: "hang" });
    expect(() => JSON.parse("{") as unknown).toThrow();
    const unreadable = await magic("error.unreadable");
    expect(() => JSON.parse(unreadable.body) as unknown).toThrow();
    await receiver.waitFor(4);
    expect(await client.used()).toBe(36);
  });

  it("leaves out what was refused: 401, 403, 422, 429, 500", async () => {
    const keys = ["error.401", "error.403", "error.422", "error.429", "error.500"];
    const statuses = await Promise.all(keys.map(async (key) => (await magic(key)).status));
    expect(statuses).toEqual([401, 403, 422, 429, 500]);
    expect(await client.used()).toBe(0);
    expect((await magic("error.429")).status).toBe(429);
    await db.$executeRaw`UPDATE sandbox_request SET received_at = received_at - interval '21 seconds'`;
    expect((await magic("error.429")).status).toBe(200);
  });
});

describe("switches", () => {
  it("duplicate, drop, break off and split", async () => {
    start();
    const [one, two] = peopleWithMobile(2);
    await client.switches({ delayMs: 0, duplicates: 2 });
    await reveal(one?.id ?? "");
    await receiver.waitFor(3);
    await client.switches({ duplicates: 0, malformed: 1 });
    await reveal(one?.id ?? "");
    await receiver.waitFor(4);
    expect(parseCallback(Buffer.from(receiver.bodies[3] ?? ""))).toMatchObject({ kind: "unreadable" });
    await client.switches({ malformed: 0, split: true });
    await client.bulk({
      details: [{ id: one?.id }, { id: two?.id }],
      reveal_phone_number: true,
      webhook_url: receiver.url,
    });
    await receiver.waitFor(6);
    await client.switches({ split: false, drop: 1 });
    await reveal(two?.id ?? "");
    await expect.poll(stillDue).toEqual([{ n: 0 }]);
    expect(receiver.bodies).toHaveLength(6);
  });

  it("reorder lets callbacks overtake each other", async () => {
    start();
    await client.switches({ delayMs: 0, reorderMs: 500 });
    const people = peopleWithMobile(12);
    for (const { id } of people) await reveal(id);
    await receiver.waitFor(12);
    const order = receiver.bodies.map((body) => people.findIndex(({ id }) => body.includes(id)));
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(12);
  });

  it("of a share fall on the same calls again under the same seed", async () => {
    const run = async (): Promise<number[]> => {
      await clearSandbox();
      client = await aPracticeClient();
      await client.switches({ seed: 7, rateLimit: 0.3, gatewayTimeout: 0.3 });
      const statuses: number[] = [];
      for (let call = 0; call < 12; call += 1) statuses.push((await client.match({ name: "No One" })).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 429, 504]));
    expect(await run()).toEqual(first);
  });

  it("refuse what they do not know", async () => {
    await expect(client.switches({ dorp: 1 })).rejects.toThrow(/dorp/);
    await expect(client.switches({ drop: 2 })).rejects.toThrow();
  });
});
