import { randomBytes } from "node:crypto";
import { inject, vi } from "vitest";
import { connectOnce } from "@/lib/db/migrate/migrate-database";

// Runs once a test file, before the file's imports: what reads lib/env or opens lib/db meets the file's own database.
const serverUrl = inject("testServerUrl");
const name = `test_${randomBytes(6).toString("hex")}`;
const client = await connectOnce(serverUrl);
await client.query(`CREATE DATABASE "${name}" TEMPLATE "${inject("testTemplate")}"`);
await client.end();

vi.stubEnv("DATABASE_URL", Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href);
