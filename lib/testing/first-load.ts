import { gzipSync } from "node:zlib";
import type { APIRequestContext } from "@playwright/test";

/**
 * The JavaScript that a page's own HTML asks for: each file gzipped at level 6. Not what is there for browsers without
 * modules, which none of today's load. Throws when it names none.
 */
export async function measureFirstLoad(
  request: APIRequestContext,
  url: string,
): Promise<{ bytes: number; files: number }> {
  const html = await (await request.get(url)).text();
  const named = html.matchAll(/<script[^>]+src="([^"]+\.js)[^>]*>/g);
  const files = new Set(Array.from(named, ([tag, source]) => (/nomodule/i.test(tag) ? "" : (source ?? ""))));
  files.delete("");
  let bytes = 0;
  for (const file of files) {
    const answer = await request.get(new URL(file, url).href);
    if (!answer.ok()) throw new Error(`${file} answered ${String(answer.status())}`);
    bytes += gzipSync(await answer.body(), { level: 6 }).length;
  }
  if (bytes === 0) throw new Error(`${url} names no script: the measurement is broken`);
  return { bytes, files: files.size };
}
