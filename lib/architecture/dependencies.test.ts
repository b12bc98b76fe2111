import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ROOT, plantTree, runTool, type SourceFile } from "@/lib/architecture/source-tree";

const Cruised = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
});

const PLATFORM = [
  "env",
  "errors",
  "result",
  "action",
  "http",
  "auth",
  "db",
  "crypto",
  "jobs",
  "live",
  "log",
  "ids",
  "merge",
];
const DOMAINS = [
  "people",
  "companies",
  "credits",
  "api-keys",
  "audit",
  "sandbox",
  "workspaces",
  "members",
  "suppressions",
  "lookups",
  "deliveries",
  "usage",
  "privacy",
  "runs",
  "tags",
  "lists",
  "notes",
  "views",
  "activity",
];

/** A file that imports these places and exports something. */
function file(path: string, ...targets: string[]): SourceFile {
  const imports = targets.map((target, index) => `import { it as a${index} } from "@/${target}";`);
  return { path, text: [...imports, "export const it = 1;", ""].join("\n") };
}

const rooms = [
  ...PLATFORM.map((room) => file(`lib/${room}/${room}.ts`)),
  ...DOMAINS.flatMap((domain) => [
    file(`lib/${domain}/schema.ts`, "lib/ids/ids"),
    file(`lib/${domain}/actions.ts`, "lib/action/action", `lib/${domain}/server/work`),
    file(`lib/${domain}/server/work.ts`, "lib/db/client", "lib/audit/server/record-audit", "lib/apollo/client"),
  ]),
];

const CLEAN: SourceFile[] = [
  ...rooms,
  { path: "tsconfig.json", text: JSON.stringify({ compilerOptions: { jsx: "react-jsx", paths: { "@/*": ["./*"] } } }) },
  file("lib/db/generated/client.ts"),
  file("lib/db/client.ts", "lib/db/generated/client"),
  file("lib/env/server.ts"),
  file("lib/http/route.ts"),
  file("lib/apollo/client.ts", "lib/errors/errors"),
  file("lib/audit/server/record-audit.ts", "lib/db/client"),
  file("lib/sandbox/queries.ts", "lib/sandbox/schema"),
  file("lib/sandbox/server/wire.ts", "lib/apollo/client"),
  file("lib/testing/database.ts", "lib/people/server/work", "lib/db/client"),
  file("lib/people/server/work.db.test.ts", "lib/testing/database", "lib/lookups/server/work"),
  file("lib/people/server/merge.ts", "lib/companies/server/work"),
  file(
    "lib/lookups/server/ask.ts",
    ...["people", "companies", "credits", "api-keys"].map((to) => `lib/${to}/server/work`),
  ),
  file(
    "lib/deliveries/server/apply.ts",
    ...["lookups", "people", "companies", "credits", "api-keys"].map((to) => `lib/${to}/server/work`),
  ),
  file("lib/runs/server/begin.ts", "lib/lookups/server/work"),
  file("lib/worker/start-worker.ts", "lib/deliveries/server/work", "lib/sandbox/server/work", "lib/jobs/jobs"),
  file("instrumentation.ts", "lib/worker/start-worker", "lib/workspaces/server/work"),
  file("scripts/sandbox.ts", "lib/sandbox/server/work"),
  file("components/ui/button.tsx"),
  file("components/shared/empty-state.tsx", "components/ui/button"),
  file(
    "components/people/people-table.tsx",
    "components/shared/empty-state",
    "lib/people/schema",
    "lib/people/actions",
  ),
  {
    path: "components/people/typed.tsx",
    text: 'import type { it } from "@/lib/people/server/work";\nexport type T = typeof it;\n',
  },
  file("components/sandbox/samples.tsx", "lib/sandbox/queries"),
  file("app/(workspace)/practice/page.tsx", "components/sandbox/samples", "lib/sandbox/schema", "lib/auth/auth"),
  file("app/(workspace)/people/page.tsx", "components/people/people-table", "lib/people/server/work"),
  file("app/api/sandbox/apollo/[...path]/route.ts", "lib/sandbox/server/work"),
  file("e2e/lookup.spec.ts", "lib/sandbox/schema"),
];

/** Rule, the file that breaks it, and what that file imports. */
const PLANTS: [rule: string, from: string, ...targets: string[]][] = [
  ["domain-audit", "lib/audit/server/p.ts", "lib/people/schema"],
  ["domain-companies", "lib/companies/server/p.ts", "lib/people/schema"],
  ["domain-people", "lib/people/server/p.ts", "lib/lookups/server/work"],
  ["domain-credits", "lib/credits/server/p.ts", "lib/people/schema"],
  ["domain-api-keys", "lib/api-keys/server/p.ts", "lib/workspaces/schema"],
  ["domain-sandbox", "lib/sandbox/server/p.ts", "lib/people/schema"],
  ["domain-workspaces", "lib/workspaces/server/p.ts", "lib/api-keys/server/work"],
  ["domain-members", "lib/members/server/p.ts", "lib/lookups/server/work"],
  ["domain-lookups", "lib/lookups/server/p.ts", "lib/deliveries/schema"],
  ["domain-deliveries", "lib/deliveries/server/p.ts", "lib/workspaces/server/work"],
  ["domain-suppressions", "lib/suppressions/server/p.ts", "lib/lookups/schema"],
  ["domain-privacy", "lib/privacy/server/p.ts", "lib/credits/schema"],
  ["domain-runs", "lib/runs/server/p.ts", "lib/tags/schema"],
  ["domain-tags", "lib/tags/server/p.ts", "lib/lists/schema"],
  ["domain-lists", "lib/lists/server/p.ts", "lib/tags/schema"],
  ["domain-notes", "lib/notes/server/p.ts", "lib/lookups/schema"],
  ["domain-activity", "lib/activity/server/p.ts", "lib/lookups/schema"],
  ["domain-views", "lib/views/server/p.ts", "lib/people/schema"],
  ["domain-usage", "lib/usage/server/p.ts", "lib/lookups/schema"],
  ["sandbox-is-reached-over-http", "lib/lookups/server/p2.ts", "lib/sandbox/schema"],
  ["practice-page-lists-samples-only", "app/(workspace)/practice/p.tsx", "lib/sandbox/server/work"],
  ["no-cycles", "lib/log/cycle-a.ts", "lib/log/cycle-b"],
  ["lib-is-below-the-ui", "lib/people/p.ts", "components/ui/button"],
  ["components-are-below-routes", "components/people/p.tsx", "app/(workspace)/people/page"],
  ["routes-go-through-use-cases", "app/(workspace)/people/p.tsx", "lib/crypto/crypto"],
  ["ui-kit-knows-no-domain", "components/shared/p.tsx", "lib/people/schema"],
  ["browser-never-imports-server", "components/people/p2.tsx", "lib/people/server/work"],
  ["browser-never-imports-server", "components/people/p3.tsx", "lib/env/server"],
  ["browser-never-imports-server", "components/people/p4.tsx", "lib/log/log"],
  ["isomorphic-stays-isomorphic", "lib/people/person.ts", "lib/db/client"],
  ["platform-knows-no-domain", "lib/auth/p.ts", "lib/workspaces/server/work"],
  ["one-prisma-client", "lib/people/server/p3.ts", "lib/db/generated/client"],
  ["apollo-only-from-use-cases", "lib/http/p.ts", "lib/apollo/client"],
  ["only-a-root-starts-the-worker", "app/api/health/route.ts", "lib/worker/start-worker"],
  ["testing-is-for-tests", "lib/people/server/p4.ts", "lib/testing/database"],
];

const BY_HAND: [rule: string, file: SourceFile][] = [
  [
    "no-row-types-in-the-ui",
    {
      path: "components/people/p5.tsx",
      text: 'import type { it } from "@/lib/db/client";\nexport type T = typeof it;\n',
    },
  ],
  [
    "domain-people",
    { path: "lib/people/server/p5.ts", text: 'export const load = () => import("@/lib/runs/schema");\n' },
  ],
];

const PLANTED = [
  ...PLANTS.map(([rule, from]) => ({ rule, from })),
  ...BY_HAND.map(([rule, { path }]) => ({ rule, from: path })),
];

async function cruise(files: readonly SourceFile[]) {
  const { folder, remove } = plantTree(files);
  try {
    const args = ["--config", `${ROOT}.config/dependency-cruiser.cjs`, "--output-type", "json", "."];
    const { summary } = Cruised.parse(await runTool("depcruise", args, folder));
    return { rules: summary.ruleSetUsed.forbidden.map(({ name }) => name), violations: summary.violations };
  } finally {
    remove();
  }
}

describe("the dependency rules", () => {
  let clean: Awaited<ReturnType<typeof cruise>>;
  let planted: Awaited<ReturnType<typeof cruise>>;

  beforeAll(async () => {
    const plants = [
      ...PLANTS.map(([, from, ...targets]) => file(from, ...targets)),
      ...BY_HAND.map(([, plant]) => plant),
    ];
    [clean, planted] = await Promise.all([
      cruise(CLEAN),
      cruise([...CLEAN, ...plants, file("lib/log/cycle-b.ts", "lib/log/cycle-a")]),
    ]);
  }, 60_000);

  it("say nothing of a tree that keeps to them", () => {
    expect(clean.violations).toEqual([]);
  });

  it.each(PLANTED)("$rule finds $from", ({ rule, from }) => {
    expect(planted.violations.filter((found) => found.from === from).map((found) => found.rule.name)).toContain(rule);
  });

  it("have a planted violation each", () => {
    const names = new Set(PLANTED.map(({ rule }) => rule));
    expect([...names].sort()).toEqual(clean.rules.toSorted());
  });
});
