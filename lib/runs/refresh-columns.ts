import type { Mapping } from "@/lib/runs/mapping";

/** What a refresh's rows say of each person. */
export const REFRESH_HEADER = ["Name", "Company", "Email", "Apollo ID"];
/** They are asked for by the provider's own id alone, as the refresh of one is; the others are there to be read and downloaded. */
export const REFRESH_MAPPING: Mapping = [null, null, null, "apolloId"];
/** By what they are called. */
export const REFRESH_LABELS: Mapping = ["fullName", "companyName", "email", "apolloId"];
