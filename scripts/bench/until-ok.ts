import { get } from "node:http";

const OK_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 10;

/** Resolves at the first 200 of this address of this machine. */
export async function untilOk(url: string): Promise<void> {
  const deadline = performance.now() + OK_WITHIN_MS;
  while ((await ask(url)) !== 200) {
    if (performance.now() > deadline) throw new Error(`${url} did not answer 200 within a minute`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

function ask(url: string): Promise<number> {
  const { port, pathname } = new URL(url);
  return new Promise((answer) => {
    get({ host: "127.0.0.1", port, path: pathname, agent: false }, (response) => {
      response.resume();
      answer(response.statusCode ?? 0);
    }).on("error", () => {
      answer(0);
    });
  });
}
