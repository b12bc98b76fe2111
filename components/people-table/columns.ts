import type { PeopleSort } from "@/lib/people/filter-words";

type Column = {
  label: string;
  /** In pixels, unless the reader has set another. */
  width: number;
  sort?: PeopleSort;
  /** Its first click puts the newest first. */
  isNewestFirst?: true;
  align?: "end";
};

export const COLUMN_IDS = [
  "name",
  "title",
  "company",
  "email",
  "phone",
  "state",
  "tags",
  "owner",
  "enriched",
  "credits",
  "country",
  "seniority",
  "updated",
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export const COLUMNS: Record<ColumnId, Column> = {
  name: { label: "Name", width: 200, sort: "name" },
  title: { label: "Title", width: 190, sort: "title" },
  company: { label: "Company", width: 150, sort: "company" },
  email: { label: "Email", width: 260 },
  phone: { label: "Phone", width: 220 },
  state: { label: "State", width: 140 },
  tags: { label: "Tags", width: 160 },
  owner: { label: "Owner", width: 130 },
  enriched: { label: "Last enriched", width: 120, sort: "enriched", isNewestFirst: true },
  credits: { label: "Credits", width: 80, align: "end" },
  country: { label: "Country", width: 130 },
  seniority: { label: "Seniority", width: 110 },
  updated: { label: "Updated", width: 120, sort: "updated", isNewestFirst: true },
};

/** As wide as the table says, each its own; on a phone, where name and number alone are shown, as wide as there is room. */
export const CELL_WIDTHS: Record<ColumnId, string> = {
  name: "max-sm:min-w-0 max-sm:flex-1 sm:w-(--width-name)",
  title: "sm:w-(--width-title)",
  company: "sm:w-(--width-company)",
  email: "sm:w-(--width-email)",
  phone: "max-sm:w-[9.75rem] sm:w-(--width-phone)",
  state: "sm:w-(--width-state)",
  tags: "sm:w-(--width-tags)",
  owner: "sm:w-(--width-owner)",
  enriched: "sm:w-(--width-enriched)",
  credits: "sm:w-(--width-credits)",
  country: "sm:w-(--width-country)",
  seniority: "sm:w-(--width-seniority)",
  updated: "sm:w-(--width-updated)",
};

/** Stays in sight beside what is scrolled sideways. As long as nothing is, a cell that sticks only costs a layer of its own. */
export const STUCK = "group-data-aside/grid:sticky group-data-aside/grid:left-0 group-data-aside/grid:z-[1]";

/** Those beside the name, which always stands first. */
export const USUAL_COLUMNS: readonly ColumnId[] = COLUMN_IDS.slice(1, 10);

export const WIDTH_MIN = 64;
export const WIDTH_MAX = 640;
/** How far an arrow key moves a column's edge. */
export const WIDTH_STEP = 16;
/** Of the column with the checkboxes. */
export const SELECT_WIDTH = 36;
