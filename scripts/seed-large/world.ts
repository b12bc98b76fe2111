/** What is seeded: everything in it follows from this alone. */
export type World = {
  workspaceId: string;
  people: number;
  lookupsEach: number;
  seed: number;
  /** The first came then, the last at the end. */
  from: Date;
  until: Date;
  /** The members by whom, and whose, it is. */
  userIds: readonly string[];
};
