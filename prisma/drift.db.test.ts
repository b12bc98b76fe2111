import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/testing/database";
import { findDrift } from "@/prisma/drift";

const { url } = useTestDatabase();

/**
 * Prisma's engine sees neither partial indexes nor check constraints nor extensions, so those of the migrations need no
 * excuse here. Anything else that the migrations have beyond schema.prisma must be said there.
 */
describe("schema.prisma and the migrations", () => {
  it("agree in both directions", async () => {
    expect(await findDrift(url)).toEqual({ toSchema: "", toDatabase: "" });
  });

  it("are told apart by one column", async () => {
    const schema = readFileSync("prisma/schema.prisma", "utf8");
    const planted = schema.replace("model Workspace {", "model Workspace {\n  planted String?");
    const drift = await findDrift(url, planted);
    expect(drift.toSchema).toContain('ALTER TABLE "workspace" ADD COLUMN     "planted" TEXT');
    expect(drift.toDatabase).toContain('DROP COLUMN "planted"');
  });

  it("are told apart by one index", async () => {
    const schema = readFileSync("prisma/schema.prisma", "utf8");
    const planted = schema.replace("  @@index([workspaceId, createdAt, id])\n", "");
    expect((await findDrift(url, planted)).toSchema).toContain("DROP INDEX");
  });
});
