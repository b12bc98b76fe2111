import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const REFERENCE_APP = join(".cache", "bench", "reference");
const STAMP = join(REFERENCE_APP, ".next", "made-from");
const NEXT = "node_modules/next/dist/bin/next";
const BUILD_WITHIN_MS = 600_000;

const EMPTY_LAYOUT = `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`;
const EMPTY_PAGE = `export const dynamic = "force-dynamic";
export default function Page() {
  return <p>Nothing</p>;
}
`;
const NO_WORK = `export const dynamic = "force-dynamic";
export const GET = () => Response.json({ ok: true });
`;
/** The naive receiver of webhooks: it believes the attempt that it is told, and stores the body by one \`create\`. */
const ONE_CREATE = `import { createHash, randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "../../../../../../lib/db/generated/client";

const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 16 }) });

export async function POST(request: Request) {
  const { searchParams } = new URL(request.url);
  const [attemptId, workspaceId] = ["attempt", "workspace"].map((name) => searchParams.get(name) ?? "");
  const body = new Uint8Array(await request.arrayBuffer());
  const bodySha256 = new Uint8Array(createHash("sha256").update(body).digest());
  await db.delivery.create({ data: { id: randomUUID(), workspaceId, attemptId, body, bodySha256, state: "applied" } });
  return Response.json({ ok: true });
}
`;

const FILES: Record<string, string> = {
  "app/layout.jsx": EMPTY_LAYOUT,
  "app/page.jsx": EMPTY_PAGE,
  "app/api/health/route.js": NO_WORK,
  "app/api/create/route.ts": ONE_CREATE,
  // Without one of its own, Next takes the product's from the folder above, worker and all.
  "instrumentation.js": `export function register() {}\n`,
  "next.config.mjs": `export default {
  turbopack: { root: ${JSON.stringify(process.cwd())} },
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "@prisma/adapter-pg"],
};
`,
  "package.json": `{ "private": true, "type": "module" }\n`,
};

/**
 * Builds the app that the product is measured against: an empty page, a route without work and one with a single
 * `create`, by the same Next, React and Prisma. Once for each state of those.
 */
export function buildReference(): void {
  const madeFrom = hashOf([...Object.values(FILES), read("package-lock.json"), read("prisma/schema.prisma")]);
  if (existsSync(STAMP) && read(STAMP) === madeFrom) return;
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(REFERENCE_APP, dirname(path)), { recursive: true });
    writeFileSync(join(REFERENCE_APP, path), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [NEXT, "build", REFERENCE_APP], {
    encoding: "utf8",
    timeout: BUILD_WITHIN_MS,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) throw new Error(`the reference app could not be built:\n${stdout}\n${stderr}`);
  writeFileSync(STAMP, madeFrom);
}

function read(path: string): string {
  return readFileSync(path, "utf8");
}

function hashOf(texts: readonly string[]): string {
  const hash = createHash("sha256").update(process.cwd());
  for (const text of texts) hash.update("\0").update(text);
  return hash.digest("hex");
}
