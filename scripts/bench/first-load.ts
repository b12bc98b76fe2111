import { measureFirstLoad } from "@/lib/testing/first-load";
import type { Figure } from "@/scripts/bench/figure";
import type { Stage } from "@/scripts/bench/stage";

const PAGES = ["/lookup", "/people"];

/** P10: the JavaScript that a page's own HTML asks for, each file gzipped at level 6, in KB of 1,000 bytes. */
export async function benchFirstLoad({ app, signedIn, reference }: Stage): Promise<Figure[]> {
  const { request } = await signedIn();
  const nothing = await measureFirstLoad(request, (await reference()).url);
  const figures: Figure[] = [];
  for (const path of PAGES) {
    const { bytes, files } = await measureFirstLoad(request, `${app.url}${path}`);
    figures.push({
      ...{ part: "P10", base: 270, goal: 190, better: "lower", ratio: bytes / nothing.bytes },
      metric: `first-load JavaScript of ${path}, gz`,
      measured: { value: bytes / 1000, unit: "KB" },
      n: `${String(files)} files`,
      beside: { what: "a page of an empty Next app", value: nothing.bytes / 1000, unit: "KB" },
    });
  }
  return figures;
}
