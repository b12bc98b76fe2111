import { expect, test } from "vitest";
import { createLog } from "@/lib/log/log";

/** What each call writes, as the lines that leave the process. */
function writing() {
  const written: string[] = [];
  const log = createLog("info", { write: (text) => void written.push(text) });
  const lines = () => written.join("").split("\n").slice(0, -1);
  return { log, lines };
}

const FORGED = 'x\n{"level":60,"msg":"forged"}\r\n\u2028\u0000\u001b[31m';

test("one event is one line of JSON, whatever line ends its texts hold", () => {
  const { log, lines } = writing();
  log.info({ detail: FORGED, where: FORGED }, FORGED);
  log.error({ err: new Error(FORGED, { cause: new Error(FORGED) }) }, "broken");
  const events = lines().map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({ level: 30, detail: FORGED, msg: FORGED });
  expect(events[1]).toMatchObject({ level: 50, err: { message: FORGED }, msg: "broken" });
});

test("a line is short, however long its texts are", () => {
  const { log, lines } = writing();
  const long = "é".repeat(1_000_000);
  log.warn({ detail: long, nested: { reason: long }, many: Array.from({ length: 5000 }, () => "id") }, "long");
  const failed = new Error(long, { cause: new Error(long) });
  failed.stack = long;
  log.error({ err: failed }, "long");
  for (const line of lines()) expect(line.length).toBeLessThan(8000);
});

test("keys, tokens, passwords and personal data are cut by name, at each depth at which we log", () => {
  const { log, lines } = writing();
  const names = ["apiKey", "key", "token", "password", "secret", "authorization", "cookie", "email", "phone", "body"];
  for (const name of names) {
    const canary = { [name]: "CANARY" };
    log.warn({ ...canary, asked: canary, call: { asked: canary } }, "told");
  }
  expect(lines()).toHaveLength(names.length);
  for (const line of lines()) expect(line).not.toContain("CANARY");
});
