/** The id of the person who stands open: on their own page, or beside the table. */
export function personInFront(address: string): string | null {
  const { pathname, searchParams } = new URL(address);
  const [, onPage] = /^\/people\/(per_[0-9a-z]+)$/.exec(pathname) ?? [];
  return onPage ?? (pathname === "/people" ? searchParams.get("person") : null);
}
