import { once } from "node:events";
import { connect } from "node:net";

type Sending = {
  port: number;
  /** Sent at once. */
  first: string;
  /** Sent again and again after that, until the other side has had enough. */
  then?: string;
  /** Between two pieces; 0: as fast as they are taken. */
  everyMs?: number;
};

/** What the other side said until it closed, when that was, and how many bytes it was sent. */
export type Heard = { status: number; text: string; tookMs: number; sentBytes: number };

/** Speaks to a server in bytes, as no client library would. Resolves once the server has closed the connection. */
export async function sendRaw({ port, first, then, everyMs = 500 }: Sending): Promise<Heard> {
  const began = performance.now();
  const socket = connect(port, "127.0.0.1");
  let text = "";
  let timer: NodeJS.Timeout | undefined;
  socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  if (first) socket.write(first);
  if (then !== undefined && everyMs > 0) timer = setInterval(() => socket.write(then), everyMs);
  const pour = () => {
    while (then !== undefined && everyMs === 0 && socket.writable) if (!socket.write(then)) break;
  };
  socket.on("drain", pour);
  pour();
  await new Promise((closed) => socket.once("close", closed));
  clearInterval(timer);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
  return { status, text, tookMs: performance.now() - began, sentBytes: socket.bytesWritten };
}
