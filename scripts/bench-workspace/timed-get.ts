import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** GET from this machine on one kept-alive socket a server; the ms until the whole answer is there. Throws unless it is 200. */
export function timedGet(url: string, cookie?: string): Promise<number> {
  const { hostname, port, pathname, search } = new URL(url);
  if (hostname !== "localhost" && hostname !== "127.0.0.1") throw new Error("a bench stays on this machine");
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const target = { agent, hostname: "127.0.0.1", port: Number(port), path: pathname + search };
    const call = request({ ...target, headers: cookie === undefined ? {} : { cookie } }, (response) => {
      response.resume();
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(performance.now() - started);
        else reject(new Error(`${pathname}${search} was answered ${String(response.statusCode)}`));
      });
    });
    call.on("error", reject);
    call.end();
  });
}

/** Each in its turn, so many rounds, so that whatever else the machine does falls on all alike. Returns the ms of each. */
export async function takeTurns<Name extends string>(
  rounds: number,
  runs: Record<Name, (round: number) => Promise<number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(runs) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) for (const name of names) times[name].push(await runs[name](round));
  return times;
}
