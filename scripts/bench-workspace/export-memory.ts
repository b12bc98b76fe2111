import { get } from "node:http";
import type { Figure } from "@/scripts/bench/figure";
import { residentMb } from "@/scripts/bench/resident-memory";
import { median } from "@/scripts/bench/statistics";
import type { LargeStage } from "@/scripts/bench-workspace/large-stage";

const SAMPLE_MS = 100;
const SMALL = "seniority=c_suite&country=Japan";

/** P18: the memory of web and worker while everybody is exported, against what a small export leaves behind it. */
export async function benchExportMemory(stage: LargeStage): Promise<Figure[]> {
  const { app, cookie, people } = stage;
  await download(`${app.url}/api/people/export?${SMALL}`, cookie);
  const before = residentMb(app.pid());
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(residentMb(app.pid())), SAMPLE_MS);
  const started = performance.now();
  const { bytes, lines } = await download(`${app.url}/api/people/export`, cookie);
  clearInterval(sampling);
  const seconds = (performance.now() - started) / 1000;
  if (lines !== people + 1) throw new Error(`the file has ${String(lines)} lines of ${String(people + 1)}`);
  const tenth = Math.max(1, Math.floor(samples.length / 10));
  const [early, late] = [median(samples.slice(tenth, 2 * tenth)), median(samples.slice(-tenth))];
  return [
    {
      ...{ part: "P18", base: 10, goal: 5, better: "lower", ratio: late / early },
      metric: `growth of web + worker from the second to the last tenth of an export of ${people.toLocaleString("en")} people (${(bytes / 2 ** 20).toFixed(0)} MB, ${(people / seconds).toFixed(0)} rows/s; before it ${before.toFixed(0)} MB, most ${Math.max(...samples).toFixed(0)} MB)`,
      measured: { value: (late / early - 1) * 100, unit: "%" },
      n: `${String(samples.length)} samples`,
      beside: { what: "the second tenth's memory", value: early, unit: "MB" },
    },
  ];
}

/** Reads a file and keeps nothing of it. */
function download(url: string, cookie: string): Promise<{ bytes: number; lines: number }> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    let lines = 0;
    get(url, { headers: { cookie } }, (response) => {
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        for (const byte of chunk) if (byte === 10) lines += 1;
      });
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve({ bytes, lines });
        else reject(new Error(`the export was answered ${String(response.statusCode)}`));
      });
    }).on("error", reject);
  });
}
