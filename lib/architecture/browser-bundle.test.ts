import { describe, expect, it } from "vitest";
import { checkBrowserBundle } from "@/lib/architecture/browser-bundle";

const file = (path: string, text: string) => ({ path, text });
const client = (path: string, ...targets: string[]) =>
  file(path, ['"use client";', ...targets.map((target) => `import { it } from "${target}";`)].join("\n"));
const heavy = (path: string) => file(path, 'import { z } from "zod";\nexport const it = z.string();');

describe("a module that the browser loads", () => {
  it.each([
    ["by itself", [file("components/a.tsx", '"use client";\nimport { z } from "zod";')], "components/a.tsx"],
    ["at once", [client("components/a.tsx", "@/lib/people/schema"), heavy("lib/people/schema.ts")]],
    ["by a relative path", [client("components/a.tsx", "../lib/people/schema"), heavy("lib/people/schema.ts")]],
    [
      "through another module",
      [
        client("components/a.tsx", "@/components/b"),
        file("components/b.tsx", 'export { it } from "@/lib/people/schema";'),
        heavy("lib/people/schema.ts"),
      ],
    ],
    [
      "later",
      [
        file("components/a.tsx", '"use client";\nexport const load = () => import("@/lib/people/schema");'),
        heavy("lib/people/schema.ts"),
      ],
    ],
    [
      "for names that are types, inline",
      [
        file("components/a.tsx", '"use client";\nimport { type It } from "@/lib/people/schema";'),
        heavy("lib/people/schema.ts"),
      ],
    ],
  ])("%s may not import the whole of zod", (_, files, at = "lib/people/schema.ts") => {
    const complaints = checkBrowserBundle(files);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(new RegExp(`^${at.replace(".", "\\.")}: .*components/a\\.tsx.*zod/mini`));
  });

  it.each([
    ["zod/mini", [client("components/a.tsx", "zod/mini")]],
    [
      "a type",
      [
        file("components/a.tsx", '"use client";\nimport type { It } from "@/lib/people/schema";'),
        heavy("lib/people/schema.ts"),
      ],
    ],
    [
      "an action, which is a reference in the browser",
      [
        client("components/a.tsx", "@/lib/people/actions"),
        file("lib/people/actions.ts", '"use server";\nimport { it } from "@/lib/people/schema";'),
        heavy("lib/people/schema.ts"),
      ],
    ],
  ])("may import %s", (_, files) => {
    expect(checkBrowserBundle(files)).toEqual([]);
  });

  it("is none of the server's: there the whole of zod is welcome", () => {
    const server = file("components/a.tsx", 'import "@/lib/people/schema";');
    expect(checkBrowserBundle([server, heavy("lib/people/schema.ts")])).toEqual([]);
  });
});

describe("what is loaded before a page of every day is shown", () => {
  const page = file(
    "app/(workspace)/people/page.tsx",
    'import { A } from "@/components/a";\nimport "@/lib/people/schema";',
  );
  const schema = file("lib/people/schema.ts", 'import * as z from "zod/mini";');

  it("may not be a schema, which the page can do without", () => {
    const complaints = checkBrowserBundle([page, client("components/a.tsx", "@/lib/people/schema"), schema]);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(/^lib\/people\/schema\.ts: .*import\(\)/);
  });

  it("is not what is imported later, nor what only the server imports", () => {
    const later = file("components/a.tsx", '"use client";\nconst load = () => import("@/lib/people/schema");');
    expect(checkBrowserBundle([page, later, schema])).toEqual([]);
  });

  it("is not what a part loads that comes later itself", () => {
    const lazy = file("components/a.tsx", '"use client";\nconst B = lazy(() => import("@/components/b"));');
    expect(checkBrowserBundle([page, lazy, client("components/b.tsx", "@/lib/people/schema"), schema])).toEqual([]);
  });
});
