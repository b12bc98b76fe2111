/** What a download may hold beside the file's own columns, in this order. */
export const RESULT_COLUMNS = [
  "state",
  "reason",
  "name",
  "title",
  "company",
  "email",
  "phones",
  "linkedin",
  "credits",
  "lookup",
  "person",
] as const;
export type ResultColumn = (typeof RESULT_COLUMNS)[number];
