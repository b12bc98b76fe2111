import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { Readable } from "node:stream";
import { receiveWebhook } from "@/lib/deliveries/server/receive-webhook";

/** The product's webhook target behind a plain server of Node: what the route does, without Next around it. */
export async function serveWebhooks(port: number): Promise<Server> {
  const server = createServer((incoming, response) => {
    const token = (incoming.url ?? "").split("/").at(-1) ?? "";
    receiveWebhook(toRequest(incoming), token)
      .then(async (answer) => {
        const text = await answer.text();
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
      })
      .catch(() => response.destroy());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function toRequest(incoming: IncomingMessage): Request {
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const { method = "GET", url = "/" } = incoming;
  const hasBody = method === "POST";
  const body = hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: "half" as const } : {};
  return new Request(new URL(url, "http://127.0.0.1"), { method, headers, ...body });
}
