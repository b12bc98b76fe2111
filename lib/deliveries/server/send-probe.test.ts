import { once } from "node:events";
import { createServer as createHttpServer, Server as HttpServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { judgeProbe } from "@/lib/deliveries/server/judge-probe";
import { sendProbe } from "@/lib/deliveries/server/send-probe";

const BODY = Buffer.from('{"a":1}');
const TOKEN = "a-token-of-the-test";
const open: Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.close();
    if (server instanceof HttpServer) server.closeAllConnections();
    await once(server, "close");
  }
});

async function listen(server: Server): Promise<string> {
  open.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const answering = (listener: RequestListener) => listen(createHttpServer(listener));

async function probe(origin: string, { timeoutMs = 2000, arrival = null as { isWhole: boolean } | null } = {}) {
  const url = `${origin}/api/webhooks/apollo/${TOKEN}`;
  const exchange = await sendProbe({ url, body: BODY, timeoutMs });
  return { ...judgeProbe(exchange, arrival, url), exchange };
}

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  answering((request, response) => {
    request.resume();
    response.writeHead(status, headers).end(body);
  });

const OK = '{"ok":true}';
const PAGE = "<!doctype html><title>Sign in</title>";

test("a name that leads nowhere fails at the address", async () => {
  expect(await probe("http://no..such.name")).toMatchObject({ outcome: "no_address", status: null });
});

test("a port on which nothing listens fails at the connection", async () => {
  const host = await listen(createTcpServer());
  open.splice(0).forEach((server) => server.close());
  expect(await probe(`http://${host}`)).toMatchObject({ outcome: "refused", code: "ECONNREFUSED" });
});

test("what speaks no TLS fails there, after a connection was made", async () => {
  const host = await listen(createTcpServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n")));
  const found = await probe(`https://${host}`);
  expect(found).toMatchObject({ outcome: "tls_failed", exchange: { stage: "tls", address: "127.0.0.1" } });
});

test("a server that says nothing is given up in time; one that hangs up has broken off", async () => {
  const silent = await answering(() => undefined);
  const startedAt = performance.now();
  expect(await probe(`http://${silent}`, { timeoutMs: 300 })).toMatchObject({
    outcome: "no_answer",
    code: "TIMED_OUT",
  });
  expect(performance.now() - startedAt).toBeLessThan(2000);
  const rude = await answering((request) => void request.socket.destroy());
  expect((await probe(`http://${rude}`)).outcome).toBe("broken_off");
});

test.each([
  ["a redirect to a path", 302, "", { location: "/login?next=%2F" }, "redirected", "/login"],
  [
    "a redirect elsewhere",
    301,
    "",
    { location: "https://sso.acme.example/a" },
    "redirected",
    "https://sso.acme.example/a",
  ],
  ["an auth wall", 401, PAGE, {}, "sign_in_wall", null],
  ["a wall that says 403", 403, PAGE, {}, "sign_in_wall", null],
  ["a page with status 200", 200, PAGE, { "content-type": "text/html" }, "not_ours", null],
  ["a page with status 404", 404, PAGE, {}, "not_ours", null],
  ["a target that does not know the token", 404, '{"ok":false,"error":"not_found"}', {}, "other_database", null],
  ["a target that stores elsewhere", 200, OK, {}, "other_database", null],
  ["a front that knows another host", 421, '{"ok":false,"error":"unknown_host"}', {}, "wrong_host", null],
  ["a database that is away", 503, '{"ok":false,"error":"unavailable"}', {}, "unavailable", null],
  ["a proxy without its server", 502, PAGE, {}, "server_error", null],
  ["a server that breaks", 500, "", {}, "server_error", null],
  ["a 204", 204, "", {}, "odd_status", null],
] as const)("%s is told from the others", async (_name, status, body, headers, outcome, location) => {
  const host = await answer(status, body, headers);
  expect(await probe(`http://${host}`)).toMatchObject({ outcome, status, location });
});

test("no redirect is followed, and the token does not come back with one", async () => {
  const asked: string[] = [];
  const host = await answering((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(308, { location: `https://people.acme.example${request.url ?? ""}` }).end();
  });
  expect(await probe(`http://${host}`)).toMatchObject({
    outcome: "redirected",
    location: "https://people.acme.example",
  });
  expect(asked).toEqual([`/api/webhooks/apollo/${TOKEN}`]);
});

test("only a call whose own row says that it came, and whole, has passed", async () => {
  const host = await answer(200, OK);
  expect((await probe(`http://${host}`, { arrival: { isWhole: true } })).outcome).toBe("passed");
  expect((await probe(`http://${host}`, { arrival: { isWhole: false } })).outcome).toBe("changed");
});
