/** Where a table keeps something sealed, and by which of its columns the seal is bound to the row. */
export type SealedColumn = { table: string; column: string; rowId: string; keyVersion: string };

/**
 * Every column that holds sealed text, but the sentinels: what a rotation of the key ring seals anew. A test compares it with the
 * schema and asks for the trigger `require_ring_key` on each.
 */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: "api_key", column: "sealed", rowId: "id", keyVersion: "key_version" },
  { table: "audit_key", column: "sealed", rowId: "id", keyVersion: "key_version" },
  { table: "suppression_key", column: "sealed", rowId: "id", keyVersion: "key_version" },
  { table: "erasure", column: "sealed", rowId: "id", keyVersion: "key_version" },
];
