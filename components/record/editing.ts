import type { PersonRecord } from "@/lib/people/record";

/** What a person's page knows beside the values. */
export type Editing = Pick<PersonRecord, "contacts" | "mayEdit"> & { personId: string };
