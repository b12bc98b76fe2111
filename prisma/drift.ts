import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { Pool, type QueryArrayResult } from "pg";
import type * as SchemaEngineModule from "@prisma/schema-engine-wasm";
import type { DiffTarget, SchemaEngine } from "@prisma/schema-engine-wasm";

const SCHEMA = fileURLToPath(new URL("schema.prisma", import.meta.url));

export type Drift = {
  /** SQL that would bring the migrated database to schema.prisma. */
  toSchema: string;
  /** SQL that would bring a database made from schema.prisma to the migrated one. */
  toDatabase: string;
};

/** Compares a migrated database with schema.prisma, by Prisma's own schema engine. */
export async function findDrift(databaseUrl: string, schema = readFileSync(SCHEMA, "utf8")): Promise<Drift> {
  loadedEngine ??= loadEngine();
  const glue = await loadedEngine;
  const catalog = createCatalogAdapter(databaseUrl);
  const adapter = bindMigrationAwareSqlAdapterFactory(catalog.factory);
  const engine = await glue.SchemaEngine.new({ datamodels: [[SCHEMA, schema]] }, () => undefined, adapter);
  const files = [{ path: SCHEMA, content: schema }];
  const wanted: DiffTarget = { tag: "schemaDatamodel", files };
  const found: DiffTarget = { tag: "schemaDatasource", files, configDir: dirname(SCHEMA) };
  try {
    return { toSchema: await diff(engine, found, wanted), toDatabase: await diff(engine, wanted, found) };
  } finally {
    engine.free();
    await catalog.end();
  }
}

async function diff(engine: SchemaEngine, from: DiffTarget, to: DiffTarget): Promise<string> {
  const filters = { externalTables: ["public._prisma_migrations"], externalEnums: [] };
  const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters });
  const sql = (stdout ?? "").trim();
  return sql === "-- This is an empty migration." ? "" : sql;
}

const INTERNAL_CHAR = 18;
const TEXT = 25;

/** The engine asks for the catalogue's one-byte type "char", which the adapter refuses: it goes through as text, marked. */
function createCatalogAdapter(connectionString: string): { factory: PrismaPg; end(): Promise<void> } {
  const pool = new Pool({ connectionString, max: 2 });
  const charColumns = new WeakMap<object, number[]>();
  const query = pool.query.bind(pool) as (config: unknown) => Promise<QueryArrayResult>;
  const asText = async (config: unknown): Promise<QueryArrayResult> => {
    const result = await query(config);
    const columns = result.fields.flatMap((field, index) => (field.dataTypeID === INTERNAL_CHAR ? [index] : []));
    for (const index of columns) Object.assign(result.fields[index] ?? {}, { dataTypeID: TEXT });
    charColumns.set(result.rows, columns);
    return result;
  };
  const factory = new PrismaPg(Object.assign(pool, { query: asText }));
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    const queryRaw = connection.queryRaw.bind(connection);
    connection.queryRaw = async (params) => {
      const found = await queryRaw(params);
      for (const index of charColumns.get(found.rows) ?? []) found.columnTypes[index] = ColumnTypeEnum.Character;
      return found;
    };
    return connection;
  };
  return { factory, end: () => pool.end() };
}

type Glue = typeof SchemaEngineModule & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

/** Its module holds one instance: a second one would mix up with the first. */
let loadedEngine: Promise<Glue> | undefined;

/** The package's entry imports its .wasm file as a module, which plain Node does not take: wired by hand. */
async function loadEngine(): Promise<Glue> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const glue = (await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href)) as Glue;
  const bytes = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
  return glue;
}
