/** PostgreSQL channels of this application. */
export const CHANNELS = { changed: "perihelion_changed", deliveries: "perihelion_deliveries" } as const;

/** NOTIFY refuses 8,000 bytes and more. An id is 30 characters. */
export const IDS_PER_NOTICE = 200;
