import { expect, test } from "vitest";
import { readBody } from "@/lib/deliveries/server/read-body";

const BOUNDS = { bytesMax: 10, timeoutMs: 50 };

function post(body: ReadableStream<Uint8Array> | string, headers: Record<string, string> = {}): Request {
  return new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

test("a body that does not end in time is given up and stopped", async () => {
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new Uint8Array(3));
    },
    cancel: () => {
      isCancelled = true;
    },
  });
  expect(await readBody(post(stream), BOUNDS)).toEqual({ kind: "too_slow" });
  expect(isCancelled).toBe(true);
});

test("a sender that goes away is no error", async () => {
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.error(new Error("reset"));
    },
  });
  expect(await readBody(post(stream), BOUNDS)).toEqual({ kind: "broken" });
});

test("the limit is exact, declared or not, and a false declaration changes nothing", async () => {
  expect((await readBody(post("x".repeat(10)), BOUNDS)).kind).toBe("read");
  expect((await readBody(post("x".repeat(11)), BOUNDS)).kind).toBe("too_large");
  expect((await readBody(post("x", { "content-length": "11" }), BOUNDS)).kind).toBe("too_large");
  expect((await readBody(post("x".repeat(11), { "content-length": "1" }), BOUNDS)).kind).toBe("too_large");
});

test("no body at all is an empty one", async () => {
  const request = new Request("http://localhost/", { method: "POST" });
  expect(await readBody(request, BOUNDS)).toEqual({ kind: "read", body: Buffer.alloc(0) });
});
