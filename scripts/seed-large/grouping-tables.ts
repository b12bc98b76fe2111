import type { Cell, Rows } from "@/scripts/seed-large/copy-rows";
import { seededId } from "@/scripts/seed-large/seeded-id";
import { personOf } from "@/scripts/seed-large/seeded-person";
import type { World } from "@/scripts/seed-large/world";

/** Every so many people one has the tag, is in the list: from every other person to hardly anybody. */
const TAGS = [
  { name: "Newsletter", colour: "blue", every: 2 },
  { name: "Customer", colour: "green", every: 10 },
  { name: "Conference", colour: "purple", every: 100 },
  { name: "Board", colour: "amber", every: 1000 },
  { name: "Friend of the house", colour: "grey", every: 10_000 },
];
const LISTS = [
  { name: "Spring campaign", isShared: true, every: 20 },
  { name: "Call this week", isShared: true, every: 5000 },
  { name: "My own", isShared: false, every: 1000 },
];

const groupId = (prefix: string, { from, seed }: World, number: number) => seededId(prefix, from, { seed, number });
const nameOf = (name: string, { seed }: World) => (seed === 1 ? name : `${name} ${String(seed)}`);

export function tagRows(world: World): Rows {
  return {
    table: "tag",
    columns: ["id", "workspace_id", "name", "key", "colour"],
    rows: TAGS.map(({ name, colour }, number) => {
      const own = nameOf(name, world);
      return [groupId("tag", world, number), world.workspaceId, own, own.toLowerCase(), colour];
    }),
  };
}

export function listRows(world: World): Rows {
  return {
    table: "list",
    columns: ["id", "workspace_id", "owner_id", "name", "is_shared"],
    rows: LISTS.map(({ name, isShared }, number) => [
      ...[groupId("lst", world, number), world.workspaceId, world.userIds[0] ?? null, nameOf(name, world), isShared],
    ]),
  };
}

export function taggedRows(world: World): Rows {
  return { table: "person_tag", columns: ["workspace_id", "tag_id", "person_id"], rows: members(world, "tag", TAGS) };
}

export function listedRows(world: World): Rows {
  return {
    table: "list_person",
    columns: ["workspace_id", "list_id", "person_id"],
    rows: members(world, "lst", LISTS),
  };
}

function* members(world: World, prefix: string, groups: readonly { every: number }[]): Generator<readonly Cell[]> {
  const ids = groups.map((_, number) => groupId(prefix, world, number));
  for (let number = 0; number < world.people; number += 1) {
    const into = ids.filter((_, place) => number % (groups[place]?.every ?? 1) === 0);
    if (into.length === 0) continue;
    const { id } = personOf(world, number);
    for (const groupId of into) yield [world.workspaceId, groupId, id];
  }
}
