import { createServer } from "node:net";
import { StartError } from "@/lib/env/start-error";

/** Throws the sentence when another program listens on this port, on any address of the machine. */
export async function requireFreePort(port: number): Promise<void> {
  for (const host of ["127.0.0.1", "::1", "0.0.0.0", "::"]) {
    const code = await tryListening(port, host);
    if (code === "EADDRINUSE") {
      throw new StartError(
        `Port ${String(port)} is in use by another program: stop that one, or set PORT to a free port.`,
      );
    }
    if (code === "EACCES") {
      throw new StartError(`Port ${String(port)} needs the rights of root: set PORT to a port above 1023.`);
    }
  }
}

/** The system's error code, or undefined when the port is free there (or the machine has no such address). */
function tryListening(port: number, host: string): Promise<string | undefined> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      answer(error.code);
    });
    probe.listen({ port, host, exclusive: true }, () => {
      probe.close(() => {
        answer(undefined);
      });
    });
  });
}
