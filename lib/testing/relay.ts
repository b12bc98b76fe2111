import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type Relay = {
  port: number;
  /** From now on the server hears everything and nobody hears the server. */
  hold: () => void;
  release: () => void;
  close: () => Promise<void>;
};

/** Stands between a server on loopback and its clients, and passes on what they say. */
export async function startRelay(toPort: number): Promise<Relay> {
  const answering = new Set<Socket>();
  let isHeld = false;
  const server = createServer((client) => {
    const upstream = connect(toPort, "127.0.0.1");
    answering.add(upstream);
    client.pipe(upstream);
    upstream.on("data", (chunk: Buffer) => client.write(chunk));
    upstream.on("end", () => client.end());
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => {
        other.destroy();
        answering.delete(upstream);
      });
    }
    if (isHeld) upstream.pause();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    hold: () => {
      isHeld = true;
      for (const upstream of answering) upstream.pause();
    },
    release: () => {
      isHeld = false;
      for (const upstream of answering) upstream.resume();
    },
    close: async () => {
      for (const upstream of answering) upstream.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
