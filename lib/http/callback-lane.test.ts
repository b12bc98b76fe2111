import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { type CallbackRoute, createCallbackLane } from "@/lib/http/callback-lane";
import { sendRaw } from "@/lib/testing/raw-sender";

let server: Server;
let port = 0;

/** A server whose every request goes by a lane to `route`. */
async function serve(route: CallbackRoute): Promise<string> {
  const lane = createCallbackLane(route);
  server = createServer((request, response) => void lane(request, response, "token"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  return `http://127.0.0.1:${String(port)}`;
}

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

test("the route is given what was sent, to the byte, and its answer goes out as it is", async () => {
  const body = Buffer.from([0, 255, 10, 13, 128]);
  let got: unknown;
  const url = await serve(async (request, { params }) => {
    got = {
      ...{ method: request.method, path: new URL(request.url).pathname, token: (await params).token },
      ...{ odd: request.headers.get("x-odd"), bytes: [...Buffer.from(await request.arrayBuffer())] },
    };
    return Response.json({ ok: true }, { status: 202, headers: { "Retry-After": "3" } });
  });
  const answer = await fetch(`${url}/a/b?c=d`, { method: "POST", body, headers: { "X-Odd": "é" } });
  expect(got).toEqual({ method: "POST", path: "/a/b", token: "token", odd: "é", bytes: [...body] });
  expect([answer.status, await answer.text(), answer.headers.get("retry-after")]).toEqual([202, '{"ok":true}', "3"]);
  expect(answer.headers.get("content-length")).toBe("11");
  expect(answer.headers.get("content-type")).toBe("application/json");
});

test("an answer may come before the body: the connection ends where the route says so", async () => {
  await serve(() => Promise.resolve(new Response(null, { status: 413, headers: { Connection: "close" } })));
  const first = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n";
  const { status, tookMs } = await sendRaw({ port, first, then: "a", everyMs: 20 });
  expect(status).toBe(413);
  expect(tookMs).toBeLessThan(2000);
});

test("many answers go down one connection, in the order in which they were asked for", async () => {
  await serve(async (request) => {
    const wanted = await request.text();
    if (wanted === "1") await wait(50);
    return new Response(wanted);
  });
  const asking = (body: string, end = "") =>
    `POST / HTTP/1.1\r\nHost: localhost\r\n${end}Content-Length: 1\r\n\r\n${body}`;
  const { text } = await sendRaw({ port, first: asking("1") + asking("2") + asking("3", "Connection: close\r\n") });
  expect([...text.matchAll(/\r\n\r\n(\d)/g)].map(([, body]) => body)).toEqual(["1", "2", "3"]);
});

test("a route that throws is a 500 that says nothing of why, and the next call is served", async () => {
  let calls = 0;
  const url = await serve(() => {
    calls += 1;
    return calls === 1 ? Promise.reject(new Error("secret")) : Promise.resolve(new Response("well"));
  });
  const failed = await fetch(url, { method: "POST", body: "x" });
  expect([failed.status, await failed.text()]).toEqual([500, '{"ok":false,"error":"internal"}']);
  expect(await (await fetch(url, { method: "POST", body: "x" })).text()).toBe("well");
});

test("a sender that goes away in its body is told to the route as a broken body, and hurts nobody", async () => {
  const { promise: heard, resolve } = Promise.withResolvers<string>();
  await serve((request) =>
    request.text().then(
      () => new Response("whole"),
      () => {
        resolve("broken");
        return new Response(null, { status: 400 });
      },
    ),
  );
  const gone = new AbortController();
  const body = new ReadableStream({ pull: (to) => wait(20).then(() => to.enqueue(Buffer.from("a"))) });
  const sending = fetch(`http://127.0.0.1:${String(port)}`, {
    ...{ method: "POST", body, signal: gone.signal, duplex: "half" as const },
  }).catch(() => "gone");
  await wait(100);
  gone.abort();
  expect(await sending).toBe("gone");
  expect(await heard).toBe("broken");
});
