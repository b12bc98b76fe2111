import { parseArgs } from "node:util";
import { describeStartFailure, StartError } from "@/lib/env/start-error";
import { connectOnce } from "@/lib/db/migrate/migrate-database";
import { type KeyRing, parseStartEnvironment, readKeyRing, writeKeyRing } from "@/lib/env/environment";
import { loadEnvFile } from "@/lib/env/load-env-file";
import { openDatabase } from "@/scripts/supervisor/open-database";
import { say } from "@/scripts/supervisor/progress";
import { removeRingKey, resealWithGivenRing, type Rotation, rotateKeyRing } from "@/scripts/supervisor/rotate-key-ring";
import { readSecrets, type Secrets, writeSecrets } from "@/scripts/supervisor/secrets";

// npm run keys:rotate [-- --remove <id>]: a new key for everything that is sealed, while the app runs. docs/operating.md

function readFlags(): { remove: string | undefined } {
  try {
    const { values } = parseArgs({ options: { remove: { type: "string" } } });
    return { remove: values.remove };
  } catch (cause) {
    throw new StartError("Usage: npm run keys:rotate [-- --remove <id>]", { cause });
  }
}

async function run(): Promise<void> {
  const { remove } = readFlags();
  loadEnvFile();
  const env = parseStartEnvironment(process.env);
  const given = env.ENCRYPTION_KEYS ?? null;
  const read = (): Secrets => readOrRefuse(env.DATA_DIR);
  if (!given) read();
  const database = await openDatabase(env);
  const client = await connectOnce(database.url);
  try {
    if (remove !== undefined) {
      const ring = given ?? ringOf(read());
      const shorter = await removeRingKey(client, { ring, keyId: remove });
      if (!given) writeSecrets(env.DATA_DIR, { ...read(), ENCRYPTION_KEYS: writeKeyRing(shorter) });
      say(`The key "${remove}" is out of use: this database refuses what is sealed with it.`);
      if (given) say("Take it out of ENCRYPTION_KEYS too, wherever that is set, at the next start.");
      else say("Backups made before this need it: keep their copy of the ring as long as them.");
      return;
    }
    const store = { read, write: (secrets: Secrets) => writeSecrets(env.DATA_DIR, secrets) };
    report(given ? await resealWithGivenRing(client, given) : await rotateKeyRing(client, store));
    if (given) explainGivenRing(given);
  } finally {
    await client.end();
    await database.close();
  }
}

function readOrRefuse(dataDir: string): Secrets {
  const secrets = readSecrets(dataDir);
  if (secrets) return secrets;
  throw new StartError(`There is no key ring in ${dataDir} (DATA_DIR) yet: npm start makes one.`);
}

function ringOf({ ENCRYPTION_KEYS }: Secrets): KeyRing {
  const ring = readKeyRing(ENCRYPTION_KEYS);
  if (!ring) throw new StartError("The key ring in the data folder is damaged: restore it from your backup.");
  return ring;
}

function report({ keyId, resealed, unopened, idle }: Rotation): void {
  say(`Sealed anew with the key "${keyId}": ${String(resealed)} ${resealed === 1 ? "value" : "values"}.`);
  for (const id of idle) {
    say(
      `Nothing is sealed with the key "${id}" any more. To take it out for good: npm run keys:rotate -- --remove ${id}`,
    );
  }
  if (unopened.length === 0) return;
  console.error(`No key of the ring opens: ${unopened.join(", ")}. Enter them anew in the app, then rotate again.`);
  process.exitCode = 1;
}

function explainGivenRing([{ id }]: KeyRing): void {
  say(`ENCRYPTION_KEYS is set, so a new key comes from you. To replace "${id}":`);
  say("  1 make one (openssl rand -base64 32), add it at the END as ,<new id>:<key>, and restart every process;");
  say("  2 move it to the FRONT and restart every process again;");
  say("  3 run npm run keys:rotate: everything is sealed with the new one.");
}

try {
  await run();
} catch (error) {
  console.error(describeStartFailure(error));
  process.exitCode = 1;
}
process.exit();
