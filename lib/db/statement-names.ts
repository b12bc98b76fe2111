type Statement = { readonly sql: string };
type Limits = { namesMax?: number; candidatesMax?: number };

/** Uses after which a statement is worth keeping. What is made for one number of values seldom comes again. */
const COMMON_AFTER = 3;

/**
 * Gives a name to statements that come again and again: PostgreSQL then parses and plans them once a connection instead
 * of each time. Bounded, since a connection keeps what it has prepared. A search by LIKE is planned for its very term and
 * gets none.
 */
export function createStatementNames({ namesMax = 300, candidatesMax = 2000 }: Limits = {}) {
  const names = new Map<string, string>();
  let uses = new Map<string, number>();
  return ({ sql }: Statement): string => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= namesMax || /\bI?LIKE\b/i.test(sql)) return "";
    const count = (uses.get(sql) ?? 0) + 1;
    if (count < COMMON_AFTER) {
      if (uses.size >= candidatesMax) uses = new Map();
      uses.set(sql, count);
      return "";
    }
    uses.delete(sql);
    const name = `s${String(names.size + 1)}`;
    names.set(sql, name);
    return name;
  };
}
