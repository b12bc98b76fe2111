import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ROOT, plantTree, runTool, type SourceFile } from "@/lib/architecture/source-tree";

const Linted = z.array(
  z.object({
    filePath: z.string(),
    messages: z.array(z.object({ ruleId: z.string().nullable(), message: z.string() })),
  }),
);

const lines = (count: number) => Array.from({ length: count }, (_, index) => `total += ${index};`).join("\n");
const longFunction = (count: number) =>
  `export function addUp() {\nlet total = 0;\n${lines(count)}\nreturn total;\n}\n`;
const longFile = (count: number) =>
  Array.from({ length: count }, (_, index) => `export const n${index} = Number("1");`).join("\n");
const longTable = `export const NAMES = [\n${Array.from({ length: 400 }, () => '  "Ada",').join("\n")}\n];\n`;

const CLEAN: SourceFile[] = [
  { path: "lib/people/names.ts", text: longTable },
  { path: "lib/people/sum.ts", text: longFunction(50) },
  { path: "lib/people/sum.test.ts", text: `${longFunction(70)}${longFile(260)}\n` },
  { path: "lib/env/server.ts", text: "export const port = Number(process.env.PORT);\n" },
  { path: "scripts/start.ts", text: 'console.log(process.env.PORT ?? "none");\n' },
  { path: "components/shared/data-table.tsx", text: "export const DataTable = () => <table />;\n" },
  { path: "components/people/long.tsx", text: longFunction(90) },
  { path: "components/ui/long.tsx", text: longFunction(200) },
  { path: "app/people/page.tsx", text: "export default function PeoplePage() {\n  return <main />;\n}\n" },
  {
    path: "lib/log/augment.ts",
    text: 'declare module "pino" {\n  interface LevelMapping {\n    a: string;\n  }\n}\nexport {};\n',
  },
  { path: "app/api/people/route.ts", text: 'export { NAMES as GET } from "@/lib/people/names";\n' },
  { path: "lib/log/process-id.ts", text: "export const processId = process.pid;\n" },
  {
    path: "lib/people/explained.ts",
    text: "// eslint-disable-next-line no-console -- The log is not open yet.\nconsole.log(1);\nexport {};\n",
  },
];

const KIND = 'type Kind = "a" | "b";';
const HOOKS = 'import { useEffect, useState } from "react";';

/** Rule, path, and a snippet that breaks it. */
const PLANTS: [rule: string, path: string, text: string][] = [
  ["house/env-wall", "lib/people/env-1.ts", "export const port = process.env.PORT;"],
  ["house/env-wall", "lib/people/env-2.ts", 'import { env } from "node:process";\nexport const port = env.PORT;'],
  ["house/env-wall", "components/people/env-3.tsx", "const { env } = process;\nexport const port = env.PORT;"],
  ["house/env-wall", "lib/people/env-4.ts", 'export const port = process["env"].PORT;'],
  ["house/env-wall", "app/people/env-5.ts", "export const port = globalThis.process.env.PORT;"],
  ["house/no-barrel", "lib/people/barrel-1.ts", 'export * from "@/lib/people/names";'],
  ["house/no-barrel", "lib/people/barrel-2.ts", 'export { NAMES } from "@/lib/people/names";'],
  ["house/no-barrel", "lib/people/barrel-3.ts", 'import { NAMES } from "@/lib/people/names";\nexport { NAMES };'],
  ["house/plain-names", "lib/people/string-utils.ts", "export const a = 1;"],
  ["house/plain-names", "lib/people/PersonCard.ts", "export const a = 1;"],
  ["house/plain-names", "lib/people/name-1.ts", "export function processPerson() {\n  return 1;\n}"],
  ["house/plain-names", "lib/people/name-2.ts", "export const PERSON_DATA = 1;"],
  [
    "house/plain-names",
    "components/people/name-3.tsx",
    "const handleClick = () => 1;\nexport const click = handleClick();",
  ],
  ["house/plain-names", "lib/people/name-4.ts", "export type PersonInfo = string;"],
  ["house/file-size", "lib/people/size-1.ts", longFile(251)],
  ["house/file-size", "lib/people/size-2.test.ts", longFile(351)],
  ["house/file-size", "app/long/page.tsx", longFile(61)],
  ["house/file-size", "app/long/route.ts", longFile(41)],
  ["max-lines-per-function", "lib/people/size-3.ts", longFunction(60)],
  ["max-lines-per-function", "components/people/size-4.tsx", longFunction(100)],
  [
    "max-params",
    "lib/people/params.ts",
    "export const add = (a: number, b: number, c: number, d: number) => a + b + c + d;",
  ],
  [
    "max-depth",
    "lib/people/depth.ts",
    `export function dig(a: boolean) {\n${"if (a) {".repeat(4)}return 1;${"}".repeat(4)}\nreturn 2;\n}`,
  ],
  [
    "complexity",
    "lib/people/complexity.ts",
    `export function pick(a: number) {\n${[...Array(12).keys()].map((n) => `if (a === ${n}) return ${n + 1};`).join("\n")}\nreturn 0;\n}`,
  ],
  ["no-console", "lib/people/console.ts", 'console.log("here");\nexport {};'],
  ["eqeqeq", "lib/people/equal.ts", "export const isSame = (a: string, b: string) => a == b;"],
  ["no-restricted-exports", "lib/people/default.ts", "export default function person() {\n  return 1;\n}"],
  ["no-restricted-syntax", "lib/people/enum.ts", "export enum Kind {\n  A,\n}"],
  [
    "no-restricted-syntax",
    "lib/people/catch-1.ts",
    'try {\n  JSON.parse("");\n} catch {\n  // Never mind.\n}\nexport {};',
  ],
  ["no-restricted-syntax", "lib/people/catch-2.ts", "export const wait = () => Promise.resolve(1).catch(() => {});"],
  [
    "no-restricted-syntax",
    "lib/people/only.test.ts",
    'import { it } from "vitest";\nit.only("runs alone", () => undefined);',
  ],
  [
    "no-restricted-syntax",
    "lib/people/skip.test.ts",
    'import { it } from "vitest";\nit.skip("rests", () => undefined);',
  ],
  ["no-restricted-globals", "components/people/fetch.tsx", 'export const load = () => fetch("/api/people");'],
  [
    "@eslint-community/eslint-comments/require-description",
    "lib/people/mute-1.ts",
    "// eslint-disable-next-line no-console\nconsole.log(1);\nexport {};",
  ],
  [
    "@eslint-community/eslint-comments/no-unlimited-disable",
    "lib/people/mute-2.ts",
    "// eslint-disable-next-line -- Everything.\nconsole.log(1);\nexport {};",
  ],
  ["@typescript-eslint/no-explicit-any", "lib/people/any.ts", "export const a: any = 1;"],
  [
    "@typescript-eslint/no-non-null-assertion",
    "lib/people/bang.ts",
    "export const a = (b: string | null) => b!.length;",
  ],
  [
    "@typescript-eslint/no-floating-promises",
    "lib/people/floating.ts",
    "export function start() {\n  Promise.resolve(1);\n}",
  ],
  [
    "@typescript-eslint/no-misused-promises",
    "lib/people/misused.ts",
    "export const all = (a: number[]) => {\n  a.forEach(async (n) => Promise.resolve(n));\n};",
  ],
  [
    "@typescript-eslint/switch-exhaustiveness-check",
    "lib/people/switch.ts",
    `${KIND}\nexport function say(kind: Kind) {\n  switch (kind) {\n    case "a":\n      return 1;\n  }\n  return 2;\n}`,
  ],
  [
    "@typescript-eslint/no-unnecessary-condition",
    "lib/people/condition.ts",
    `${KIND}\nexport const has = (kind: Kind) => (kind ? 1 : 2);`,
  ],
  [
    "@typescript-eslint/consistent-type-imports",
    "lib/people/types.ts",
    'import { SourceFile } from "typescript";\nexport type Tree = SourceFile;',
  ],
  ["no-restricted-syntax", "lib/people/interface.ts", "export interface Person {\n  id: string;\n}"],
  ["@typescript-eslint/ban-ts-comment", "lib/people/ts-ignore.ts", "// @ts-ignore\nexport const a: number = 1;"],
  [
    "@tanstack/query/exhaustive-deps",
    "components/people/keys.tsx",
    'import { useQuery } from "@tanstack/react-query";\nexport const usePerson = (id: string) => useQuery({ queryKey: ["person"], queryFn: () => Promise.resolve(id) });',
  ],
  [
    "react-hooks/rules-of-hooks",
    "components/people/hook.tsx",
    `${HOOKS}\nexport function Card({ on }: { on: boolean }) {\n  if (on) useEffect(() => undefined);\n  return useState(1)[0];\n}`,
  ],
  [
    "react-hooks/exhaustive-deps",
    "components/people/deps.tsx",
    `${HOOKS}\nexport function Card({ id }: { id: string }) {\n  useEffect(() => console.log(id), []);\n  return useState(1)[0];\n}`,
  ],
  [
    "react-hooks/set-state-in-effect",
    "components/people/sync.tsx",
    `${HOOKS}\nexport function Card({ id }: { id: string }) {\n  const [open, setOpen] = useState("");\n  useEffect(() => setOpen(id), [id]);\n  return open;\n}`,
  ],
];

const COMPILER = {
  target: "ES2024",
  module: "esnext",
  moduleResolution: "bundler",
  jsx: "react-jsx",
  strict: true,
  types: ["node"],
  paths: { "@/*": ["./*"] },
};

async function lint(files: readonly SourceFile[]): Promise<Map<string, string[]>> {
  const { folder, remove } = plantTree([
    ...files,
    { path: "tsconfig.json", text: JSON.stringify({ compilerOptions: COMPILER }) },
  ]);
  try {
    const found = await runTool("eslint", ["-c", `${ROOT}.config/eslint.config.mjs`, "--format", "json", "."], folder);
    const told = Linted.parse(found).map(({ filePath, messages }): [string, string[]] => [
      filePath.slice(folder.length + 1),
      messages.map(({ ruleId, message }) => ruleId ?? message),
    ]);
    return new Map(told);
  } finally {
    remove();
  }
}

describe("the lint rules", () => {
  let found = new Map<string, string[]>();

  beforeAll(async () => {
    found = await lint([...CLEAN, ...PLANTS.map(([, path, text]) => ({ path, text }))]);
  }, 120_000);

  it.each(CLEAN.map(({ path }) => path))("let %s pass", (path) => {
    expect(found.get(path)).toEqual([]);
  });

  it.each(PLANTS)("%s finds %s", (rule, path) => {
    expect(found.get(path)).toContain(rule);
  });
});
