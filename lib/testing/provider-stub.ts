import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";

export type StubCall = {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
};
type Answer = (call: StubCall, response: ServerResponse) => void | Promise<void>;

/** A provider on loopback that answers as the test says and remembers what it was asked. */
export type ProviderStub = {
  url: string;
  calls: StubCall[];
  answerWith: (answer: Answer) => void;
  close: () => Promise<void>;
};

export async function startProviderStub(): Promise<ProviderStub> {
  const calls: StubCall[] = [];
  let answer: Answer = answerJson(200, { person: null });
  const server = createServer((request, response) => void respond(request, response));
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const call = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: await readJson(request),
    };
    calls.push(call);
    await answer(call, response);
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: urlOf(server),
    calls,
    answerWith: (next) => {
      calls.length = 0;
      answer = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Answers with this status and body; a text body goes out as it stands, int64 ids and all. */
export function answerJson(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_call, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>);
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stub has no port");
  return `http://127.0.0.1:${String(address.port)}`;
}
