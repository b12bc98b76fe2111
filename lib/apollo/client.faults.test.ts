import { createServer as createTcpServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { CallResult } from "@/lib/apollo/call-result";
import { createApolloClient } from "@/lib/apollo/client";
import type { MatchAnswer } from "@/lib/apollo/provided";
import { answerJson, type ProviderStub, startProviderStub } from "@/lib/testing/provider-stub";

type Answer = Parameters<ProviderStub["answerWith"]>[0];

const open: ProviderStub[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((provider) => provider.close()));
});

async function startProvider(answer: Answer): Promise<ProviderStub> {
  const provider = await startProviderStub();
  open.push(provider);
  provider.answerWith(answer);
  return provider;
}

const clientOf = (baseUrl: string, timeoutMs = 5000) => createApolloClient({ baseUrl, apiKey: "k", timeoutMs });

async function matchAgainst(answer: Answer, timeoutMs?: number): Promise<CallResult<MatchAnswer>> {
  const provider = await startProvider(answer);
  const result = await clientOf(provider.url, timeoutMs).matchPerson({ id: "b0" });
  // Whatever happened, a paid call goes out once.
  expect(provider.calls).toHaveLength(1);
  return result;
}

/** As fetch fails: a TypeError around the cause. */
function matchFailingWith(cause: unknown): Promise<CallResult<MatchAnswer>> {
  const fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
  return createApolloClient({ baseUrl: "http://127.0.0.1:9", apiKey: "k", timeoutMs: 100, fetch }).matchPerson({
    id: "b0",
  });
}

const coded = (code: string, extra: object = {}) => Object.assign(new Error(`failed: ${code}`), { code, ...extra });

describe("not sent: proof that no byte of the request was written", () => {
  test("nobody listens", async () => {
    const provider = await startProviderStub();
    await provider.close();
    expect(await clientOf(provider.url).matchPerson({ id: "b0" })).toMatchObject({
      kind: "not_sent",
      code: "provider_unreachable",
      detail: expect.stringContaining("ECONNREFUSED") as string,
    });
  });

  test("a plain listener where TLS was expected", async () => {
    const server = createTcpServer((socket: Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const client = createApolloClient({ baseUrl: `https://127.0.0.1:${port}`, apiKey: "k", timeoutMs: 3000 });
    expect(await client.matchPerson({ id: "b0" })).toMatchObject({ kind: "not_sent" });
    server.close();
  });

  test("a peer that hangs up during the TLS handshake", async () => {
    const server = createTcpServer((socket: Socket) => socket.once("data", () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const client = createApolloClient({ baseUrl: `https://127.0.0.1:${port}`, apiKey: "k", timeoutMs: 3000 });
    expect(await client.matchPerson({ id: "b0" })).toMatchObject({ kind: "not_sent" });
    server.close();
  });

  test.each([
    coded("ENOTFOUND", { syscall: "getaddrinfo" }),
    coded("EAI_AGAIN"),
    coded("EHOSTUNREACH"),
    coded("ETIMEDOUT", { syscall: "connect" }),
    coded("UND_ERR_CONNECT_TIMEOUT"),
    coded("CERT_HAS_EXPIRED"),
    coded("ERR_TLS_CERT_ALTNAME_INVALID"),
    coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
    new AggregateError([coded("ECONNREFUSED"), coded("ENETUNREACH")]),
  ])("%s", async (cause) => {
    expect(await matchFailingWith(cause)).toMatchObject({ kind: "not_sent" });
  });
});

describe("unknown: everything that proves nothing", () => {
  test.each([
    coded("ECONNRESET", { syscall: "read" }),
    coded("EPIPE", { syscall: "write" }),
    coded("ETIMEDOUT", { syscall: "read" }),
    coded("UND_ERR_SOCKET"),
    coded("UND_ERR_HEADERS_TIMEOUT"),
    coded("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"),
    new AggregateError([coded("ECONNREFUSED"), coded("ECONNRESET")]),
    new AggregateError([]),
    new Error("something new"),
    "not even an error",
    undefined,
  ])("%s", async (cause) => {
    expect(await matchFailingWith(cause)).toMatchObject({ kind: "unknown", code: "outcome_unknown", status: null });
  });

  test("no answer in time", async () => {
    expect(await matchAgainst(() => undefined, 150)).toMatchObject({
      kind: "unknown",
      code: "outcome_unknown",
      detail: "no answer in time",
    });
  });

  test("a reset after the request was read", async () => {
    const result = await matchAgainst((_call, response) => void response.socket?.resetAndDestroy());
    expect(result).toMatchObject({ kind: "unknown", code: "outcome_unknown", status: null });
  });

  test("a connection closed without an answer", async () => {
    expect(await matchAgainst((_call, response) => void response.socket?.destroy())).toMatchObject({ kind: "unknown" });
  });

  test("a 200 that breaks off", async () => {
    const result = await matchAgainst((_call, response) => {
      response.writeHead(200, { "content-length": "5000" });
      response.write('{"person":{"id":"b0"', () => response.socket?.destroy());
    });
    expect(result).toMatchObject({ kind: "unknown", code: "provider_down", status: 200 });
    expect(result.kind === "unknown" && result.rawBody?.toString()).toBe('{"person":{"id":"b0"');
  });

  test("a 200 whose body stops coming", async () => {
    const result = await matchAgainst((_call, response) => void response.writeHead(200).write("{"), 200);
    expect(result).toMatchObject({
      kind: "unknown",
      status: 200,
      detail: expect.stringContaining("in time") as string,
    });
  });

  test("a 200 that is no answer", async () => {
    for (const body of ["", "<html>", "{}", "[]", '{"error":"oops"}']) {
      expect(await matchAgainst(answerJson(200, body))).toMatchObject({
        kind: "unknown",
        code: "provider_down",
        status: 200,
      });
    }
  });

  test("a 504 page of a gateway, told as text", async () => {
    const page = "<html><head><title>504</title></head><body><h1>504 Gateway Time-out</h1></body></html>";
    expect(await matchAgainst(answerJson(504, page, { "content-type": "text/html" }))).toMatchObject({
      kind: "unknown",
      code: "provider_down",
      status: 504,
      detail: "apollo answered 504: 504 Gateway Time-out",
    });
  });

  test.each([408, 500, 502, 503])("a %i", async (status) => {
    expect(await matchAgainst(answerJson(status, { error: "x" }))).toMatchObject({ kind: "unknown", status });
  });
});

describe("the key goes nowhere else", () => {
  test.each([301, 302, 303, 307, 308])("a %i is not followed", async (status) => {
    const elsewhere = await startProvider(answerJson(200, { person: null }));
    const result = await matchAgainst(answerJson(status, "", { location: `${elsewhere.url}/api/v1/people/match` }));
    expect(result).toMatchObject({ kind: "unknown", code: "provider_down", status });
    expect(elsewhere.calls).toEqual([]);
  });
});

describe("an answer without end", () => {
  test("is read up to 8 MiB and then hung up on", async () => {
    let written = 0;
    const chunk = Buffer.alloc(256 * 1024, " ");
    const result = await matchAgainst((_call, response) => {
      const pour = () => {
        while (!response.destroyed) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", pour);
        }
      };
      response.writeHead(200);
      pour();
    }, 10_000);
    expect(result).toMatchObject({
      kind: "unknown",
      status: 200,
      detail: expect.stringContaining("8388608") as string,
    });
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  test("does not hide a refusal", async () => {
    const result = await matchAgainst(answerJson(401, " ".repeat(9 * 1024 * 1024)));
    expect(result).toMatchObject({ kind: "refused", code: "key_rejected" });
  });
});

describe("one connection, one call", () => {
  test("a server that hangs up on idle connections at once never makes a call unknown", async () => {
    const provider = await startProvider((call, response) => {
      response.once("finish", () => setImmediate(() => void response.socket?.destroy()));
      return answerJson(200, { person: null })(call, response);
    });
    const client = clientOf(provider.url);
    for (let call = 0; call < 50; call += 1) {
      expect(await client.matchPerson({ id: "b0" })).toMatchObject({ kind: "answered" });
    }
    expect(provider.calls.every(({ headers }) => headers.connection === "close")).toBe(true);
  });
});
