import { once } from "node:events";
import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/**
 * What happens to one call between the app and the emulator. `lost`: read whole, then the connection breaks and nothing is
 * passed on. `bad_gateway`: the same with a 502. `swallow`: the same with silence. The others are passed on, and so carried out and billed: `reset` breaks
 * the connection afterwards, `cut` in the middle of the answer, `hang` never answers, `gateway_timeout` says 504. Refused, and
 * not passed on either: `rate_limited` for a second, and a `server_error` of which nobody knows what it did.
 */
export type Fault = keyof typeof REFUSED | "none" | "lost" | "swallow" | "reset" | "cut" | "hang" | "gateway_timeout";

const REFUSED = {
  bad_gateway: { status: 502, headers: {}, body: "<html>Bad Gateway</html>" },
  rate_limited: { status: 429, headers: { "retry-after": "1" }, body: '{"message":"too many calls"}' },
  server_error: { status: 500, headers: {}, body: "<html>Something went wrong</html>" },
};
const isRefused = (fault: Fault): fault is keyof typeof REFUSED => Object.hasOwn(REFUSED, fault);

export type SeenCall = { path: string; body: string; fault: Fault; at: number };

export type FaultProxy = {
  port: number;
  /** Paid calls that were read whole, in order. */
  calls: SeenCall[];
  /** Decides what happens to the paid calls from now on. */
  decide: (choose: (body: string) => Fault) => void;
  close: () => Promise<void>;
};

const MOUNT = "/api/sandbox/apollo";
const PAID = /^\/api\/v1\/people\/(?:match|bulk_match)/;

/** Stands where the app looks for the emulator. Faults touch paid calls only. */
export async function startFaultProxy(emulatorUrl: string): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const calls: SeenCall[] = [];
  let choose: (body: string) => Fault = () => "none";
  const relay = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await readAll(incoming);
    const path = (incoming.url ?? "").replace(MOUNT, "");
    const isPaid = PAID.test(path);
    const fault = isPaid ? choose(body.toString()) : "none";
    if (isPaid) calls.push({ path, body: body.toString(), fault, at: performance.now() });
    if (fault === "lost") return void response.socket?.resetAndDestroy();
    if (isRefused(fault)) {
      const { status, headers, body: words } = REFUSED[fault];
      return void response.writeHead(status, headers).end(words);
    }
    if (fault === "swallow") return;
    const answer = await passOn({ agent, url: `${emulatorUrl}${path}` }, incoming, body);
    await answerWith(fault, answer, response);
  };
  const server = createServer((incoming, response) => {
    relay(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: Number(new URL(addressOf(server)).port),
    calls,
    decide: (next) => {
      choose = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      agent.destroy();
      await once(server, "close");
    },
  };
}

export function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer };

async function passOn(to: { agent: Agent; url: string }, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const { method = "GET", headers } = incoming;
  const call = request(to.url, { agent: to.agent, method, headers });
  call.end(body);
  const [response] = (await once(call, "response")) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await readAll(response) };
}

async function answerWith(fault: Fault, { status, headers, body }: Answer, response: ServerResponse): Promise<void> {
  if (fault === "hang") return;
  if (fault === "reset") return void response.socket?.resetAndDestroy();
  if (fault === "gateway_timeout") return void response.writeHead(504).end("<html>Gateway Time-out</html>");
  response.writeHead(status, headers);
  if (fault !== "cut") return void response.end(body);
  await new Promise((written) => response.write(body.subarray(0, body.length / 2), written));
  response.socket?.resetAndDestroy();
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
