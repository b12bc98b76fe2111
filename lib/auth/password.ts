import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { createQueue } from "@/lib/auth/password-queue";

/** argon2id (the library's default kind), 64 MiB, three passes, one lane. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

// The bound is the process's, whichever bundle asks.
const held = globalThis as typeof globalThis & {
  perihelionPasswords?: ReturnType<typeof createQueue>;
  perihelionNobody?: Promise<string>;
};

/** At most two password computations at once, 32 waiting; more are refused with `too_many_requests`. */
export const inPasswordTurn = (held.perihelionPasswords ??= createQueue({ runningMax: 2, waitingMax: 32 }));

/** One argon2id hash in PHC form. Call it in a turn (`inPasswordTurn`). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

/**
 * Whether the password fits the hash. Without a hash the same work is done against nobody's, so that the time taken
 * does not tell whether the account exists. Call it in a turn.
 */
export async function isPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
  const nobody = await (held.perihelionNobody ??= hashPassword("nobody's, and never anybody's"));
  const fits = await verify(passwordHash ?? nobody, password.normalize("NFKC"));
  return fits && passwordHash !== null;
}
