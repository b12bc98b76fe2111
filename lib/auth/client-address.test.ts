import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, vi } from "vitest";
import { notePeerAddresses, toClientAddress } from "@/lib/auth/client-address";
import { env } from "@/lib/env/server";

vi.mock("@/lib/env/server", () => ({ env: { APP_URL: "http://localhost:3999" } }));

const held = globalThis as typeof globalThis & { perihelionPeerHeader?: string };

type Arrival = { rule: string; peer: string; forwarded?: string; isProxied?: boolean; expected: string };

const arrivals: Arrival[] = [
  { rule: "without a proxy the socket counts", peer: "203.0.113.9", forwarded: "1.2.3.4", expected: "203.0.113.9" },
  { rule: "also on this machine", peer: "::ffff:127.0.0.1", forwarded: "1.2.3.4", expected: "127.0.0.1" },
  {
    rule: "behind the proxy its own entry counts, the right-most",
    ...{ peer: "127.0.0.1", forwarded: "1.2.3.4, 203.0.113.9", isProxied: true, expected: "203.0.113.9" },
  },
  {
    rule: "a public peer is no proxy of ours",
    ...{ peer: "198.51.100.7", forwarded: "1.2.3.4", isProxied: true, expected: "198.51.100.7" },
  },
  {
    rule: "an entry that is no address is not taken",
    ...{ peer: "10.0.0.2", forwarded: "1.2.3.4, unknown", isProxied: true, expected: "10.0.0.2" },
  },
  { rule: "a proxy that adds nothing counts itself", peer: "10.0.0.2", isProxied: true, expected: "10.0.0.2" },
  { rule: "one IPv6 subscriber is one address", peer: "2001:db8:1:2:aaaa::1", expected: "2001:db8:1:2::/64" },
  { rule: "this machine is one address", peer: "::1", expected: "127.0.0.1" },
  { rule: "however it is written", peer: "2001:0db8:1:2::", expected: "2001:db8:1:2::/64" },
];

it.each(arrivals)("$rule", ({ peer, forwarded, isProxied = false, expected }) => {
  notePeerAddresses();
  Object.assign(env, { APP_URL: isProxied ? "https://peri.example.com" : "http://localhost:3999" });
  const headers = new Headers({ [held.perihelionPeerHeader ?? ""]: peer });
  if (forwarded !== undefined) headers.set("x-forwarded-for", forwarded);
  expect(toClientAddress(headers)).toBe(expected);
});

it("every request of the process carries its socket's address under a name that no client knows", async () => {
  notePeerAddresses();
  const server = createServer((asked, answer) => answer.end(JSON.stringify(asked.headers)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const seen = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
    const sent = request({
      port,
      host: "127.0.0.1",
      localAddress: "127.0.0.2",
      headers: { "x-forwarded-for": "9.9.9.9" },
    });
    sent.on("error", reject).end();
    sent.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () => {
        resolve(JSON.parse(text) as IncomingHttpHeaders);
      });
    });
  });
  server.close();
  expect(held.perihelionPeerHeader).toMatch(/^x-peer-[0-9a-f]{32}$/);
  expect(seen[held.perihelionPeerHeader ?? ""]).toBe("127.0.0.2");
});
