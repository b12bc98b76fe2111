import type { ClientBase } from "pg";
import { noteKeyRing, requireKeyRing } from "@/lib/crypto/key-ring-sentinel";
import { countSealed, forgetRingKey, resealAll, type Resealed } from "@/lib/crypto/reseal";
import { type KeyRing, readKeyRing, type SealingKey, writeKeyRing } from "@/lib/env/environment";
import { StartError } from "@/lib/env/start-error";
import { makeSealingKey, type Secrets } from "@/scripts/supervisor/secrets";

/** Where the ring is kept. Both are all or nothing. */
export type RingStore = { read: () => Secrets; write: (secrets: Secrets) => void };

export type Rotation = Resealed & {
  /** The key that seals from now on. */
  keyId: string;
  /** Keys with which nothing is sealed any more. */
  idle: string[];
};

/**
 * Brings a new key into the ring and seals everything with it, while the app runs. Each step is kept before the next one
 * begins, and each can be done again: after a kill at any point the next rotation goes on with the same key.
 * 1 the new key opens; 2 the database holds on to it; 3 it seals; 4 everything is sealed anew.
 */
export async function rotateKeyRing(client: ClientBase, store: RingStore): Promise<Rotation> {
  const release = await takeTurn(client);
  try {
    await requireKeyRing(client, ringOf(store.read()));
    const begun = beginRotation(store);
    await noteKeyRing(client, [begun.key, ...others(begun)]);
    const ring: KeyRing = [begun.key, ...others(begun)];
    store.write({ ...store.read(), ENCRYPTION_KEYS: writeKeyRing(ring) });
    const done = await resealAll(client, ring);
    const { ROTATING_TO: _over, ...secrets } = store.read();
    if (done.unopened.length === 0) store.write(secrets);
    return { ...done, keyId: begun.key.id, idle: await listIdle(client, ring) };
  } finally {
    await release();
  }
}

type Begun = { key: SealingKey; ring: KeyRing };

const others = ({ key, ring }: Begun): SealingKey[] => ring.filter(({ id }) => id !== key.id);

/** The key of a rotation that was cut short, or a new one, which stands last in the ring for now: it only opens. */
function beginRotation(store: RingStore): Begun {
  const secrets = store.read();
  const ring = ringOf(secrets);
  const begun = ring.find(({ id }) => id === secrets.ROTATING_TO);
  if (begun) return { key: begun, ring };
  const key = makeSealingKey();
  const [first, ...rest] = ring;
  const longer: KeyRing = [first, ...rest, key];
  store.write({ ...secrets, ENCRYPTION_KEYS: writeKeyRing(longer), ROTATING_TO: key.id });
  return { key, ring: longer };
}

function ringOf({ ENCRYPTION_KEYS }: Secrets): KeyRing {
  const ring = readKeyRing(ENCRYPTION_KEYS);
  if (!ring) throw new StartError("The key ring in the data folder is damaged: restore it from your backup.");
  return ring;
}

/** Seals everything with the first key of a ring that is kept elsewhere. */
export async function resealWithGivenRing(client: ClientBase, ring: KeyRing): Promise<Rotation> {
  const release = await takeTurn(client);
  try {
    await requireKeyRing(client, ring);
    await noteKeyRing(client, ring);
    const done = await resealAll(client, ring);
    return { ...done, keyId: ring[0].id, idle: await listIdle(client, ring) };
  } finally {
    await release();
  }
}

async function listIdle(client: ClientBase, ring: KeyRing): Promise<string[]> {
  const counts = await countSealed(client);
  const [, ...rest] = ring;
  return rest.filter(({ id }) => !counts.has(id)).map(({ id }) => id);
}

/**
 * Takes a key out of the ring for good, once nothing is sealed with it: first the database lets go of it, then the ring. Throws
 * StartError where it seals, where something is sealed with it, or where there is no such key.
 */
export async function removeRingKey(
  client: ClientBase,
  { ring, keyId }: { ring: KeyRing; keyId: string },
): Promise<KeyRing> {
  const release = await takeTurn(client);
  try {
    const [first, ...rest] = ring;
    if (first.id === keyId) throw new StartError(`The key "${keyId}" is the one that seals: rotate the ring first.`);
    if (rest.every(({ id }) => id !== keyId)) throw new StartError(`The key ring has no key "${keyId}".`);
    const left = await forgetRingKey(client, keyId);
    if (left > 0) {
      const values = left === 1 ? "1 value is" : `${String(left)} values are`;
      throw new StartError(
        `${values} still sealed with the key "${keyId}", so it stays: rotate the ring, then try again.`,
      );
    }
    return [first, ...rest.filter(({ id }) => id !== keyId)];
  } finally {
    await release();
  }
}

const LOCK = "perihelion-key-ring";

/** One at a time, on whatever machine. The lock goes with the connection. */
async function takeTurn(client: ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock(hashtext($1)) AS taken", [LOCK]);
  if (!rows[0]?.taken) throw new StartError("Another rotation of the key ring is under way: wait until it is over.");
  return async () => {
    await client.query("SELECT pg_advisory_unlock(hashtext($1))", [LOCK]);
  };
}
