import { ordinaryPerson, type WorldPerson } from "@/lib/sandbox/world/person";
import { ORDINARY_COUNT } from "@/lib/sandbox/world/roster";

/** Different people of the emulator's world, each once until all of them were there. */
export function createPeople(first = 0): () => WorldPerson {
  let index = first;
  return () => ordinaryPerson(index++ % ORDINARY_COUNT);
}
