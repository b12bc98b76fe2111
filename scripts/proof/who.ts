/** Whom a paid call names: by the provider's id, or by an address. */
export function whoIn(body: string): string {
  const { id, email } = JSON.parse(body) as { id?: string; email?: string };
  return id ?? email ?? "";
}
