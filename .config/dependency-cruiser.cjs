/** Which domain may use which. A new edge is an edit of this table, seen in the diff. Every domain may use `audit`. */
const DOMAINS = {
  audit: [],
  companies: [],
  people: ["companies", "suppressions"],
  tags: ["people"],
  lists: ["people"],
  notes: ["people"],
  activity: ["people"],
  views: [],
  credits: [],
  "api-keys": [],
  sandbox: [],
  workspaces: [],
  members: ["workspaces", "people", "lists"],
  suppressions: [],
  lookups: ["people", "companies", "credits", "api-keys", "suppressions", "lists"],
  deliveries: ["lookups", "people", "companies", "credits", "api-keys", "suppressions"],
  usage: ["credits"],
  privacy: ["suppressions", "lookups", "deliveries", "people", "companies", "tags", "lists", "notes", "views", "runs"],
  runs: ["lookups", "credits", "api-keys", "suppressions"],
};
const names = Object.keys(DOMAINS);
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

const anyOf = (list) => `(?:${list.join("|")})`;
const mayUse = (name) => [...new Set([name, ...DOMAINS[name], "audit"])];
const TEST = "\\.(test|spec|bench)\\.tsx?$|(^|/)testing/";
const SERVER = [
  "^lib/[^/]+/server/",
  "^lib/(db|apollo|crypto|action|jobs|log|worker)/",
  // The viewer is a type and rules over it, and belongs to both sides.
  "^lib/auth/(?!viewer\\.ts$)",
  "^lib/env/server",
  "^lib/http/route\\.ts$",
];
/** The places that put the parts together: they may see every domain. */
const ROOTS = "^(instrumentation[^/]*\\.ts$|scripts/|prisma/|lib/worker/)";
const VALUES = { dependencyTypesNot: ["type-only"] };
const WHY = {
  "sandbox-is-reached-over-http":
    "The app knows the emulator only as it knows the provider: through lib/apollo, over HTTP.",
  "practice-page-lists-samples-only":
    "The practice page shows the emulator's invented people; it does not reach into the emulator.",
  "routes-go-through-use-cases": "A route is transport: the use case in lib/<domain>/server reads and writes.",
  "browser-never-imports-server":
    "A component uses a domain's schema, queries, rules and actions; types of the server are free.",
  "isomorphic-stays-isomorphic": "Outside server/ a domain runs in the browser too.",
  "apollo-only-from-use-cases": "Wire shapes stop at the door: only use cases speak to the provider.",
};
const rule = (name, from, to) => ({ name, severity: "error", comment: WHY[name] ?? name, from, to });

const domainRules = names.map((name) => ({
  ...rule(
    `domain-${name}`,
    { path: `^lib/${name}/`, pathNot: TEST },
    { path: `^lib/${anyOf(names.filter((other) => !mayUse(name).includes(other)))}/` },
  ),
  comment: `lib/${name} may use ${mayUse(name).join(", ")} and the platform.`,
}));

const sandboxRules = [
  rule(
    "sandbox-is-reached-over-http",
    {
      pathNot: `${ROOTS}|^lib/sandbox/|^app/api/sandbox/|^components/sandbox/|^app/\\(workspace\\)/practice/|^e2e/|${TEST}`,
    },
    { path: "^lib/sandbox/" },
  ),
  rule(
    "practice-page-lists-samples-only",
    { path: "^(components/sandbox|app/\\(workspace\\)/practice)/", pathNot: TEST },
    { path: "^lib/sandbox/", pathNot: "^lib/sandbox/(schema|queries)\\.ts$" },
  ),
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...domainRules,
    ...sandboxRules,
    rule("no-cycles", {}, { circular: true, viaOnly: VALUES }),
    rule("lib-is-below-the-ui", { path: "^lib/", pathNot: TEST }, { path: "^(app|components|e2e)/" }),
    rule("components-are-below-routes", { path: "^components/" }, { path: "^(app|e2e)/" }),
    rule("routes-go-through-use-cases", { path: "^(app/|proxy\\.ts$)", pathNot: TEST }, { path: "^lib/(db|crypto)/" }),
    rule(
      "ui-kit-knows-no-domain",
      { path: "^components/(ui|shared)/" },
      { path: ["^components/(?!ui/|shared/)", `^lib/${anyOf(names)}/`] },
    ),
    rule("browser-never-imports-server", { path: "^components/", pathNot: TEST }, { path: SERVER, ...VALUES }),
    rule("no-row-types-in-the-ui", { path: "^(app|components)/", pathNot: TEST }, { path: "^lib/db/" }),
    rule(
      "isomorphic-stays-isomorphic",
      { path: `^lib/${anyOf(names)}/(?!server/|actions\\.ts$)`, pathNot: TEST },
      { path: SERVER },
    ),
    rule(
      "platform-knows-no-domain",
      { path: `^lib/${anyOf([...PLATFORM, "apollo"])}/`, pathNot: TEST },
      { path: `^lib/(?:${names.join("|")}|worker)/` },
    ),
    rule("one-prisma-client", { pathNot: "^(lib/db|prisma)/" }, { path: "^lib/db/generated/", ...VALUES }),
    rule(
      "apollo-only-from-use-cases",
      { pathNot: `^lib/(apollo|sandbox|testing|worker)/|^lib/${anyOf(names)}/server/|^(scripts|e2e)/|${TEST}` },
      { path: "^lib/apollo/" },
    ),
    rule("only-a-root-starts-the-worker", { pathNot: `${ROOTS}|${TEST}` }, { path: "^lib/worker/" }),
    rule("testing-is-for-tests", { pathNot: `${TEST}|^e2e/|^scripts/(bench|proof)/` }, { path: "^lib/testing/" }),
  ],
  options: {
    includeOnly: "^(app|components|lib|e2e|scripts|prisma)/|^(instrumentation[^/]*|proxy)\\.ts$",
    // The package of the same name is taken for the file that imports it.
    exclude: { path: "^prisma/config\\.ts$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
