type Phone = { number: string; type?: string | null; status?: string | null; updatedAt?: string };

/** Bodies as the provider sends them (docs/apollo-contract.md §5). */
export function phoneBody(apolloId: string, phones: Phone[], extra: Record<string, unknown> = {}): string {
  const person = { id: apolloId, status: phones.length > 0 ? "success" : "failure", phone_numbers: phones.map(toWire) };
  const counters = { unique_enriched_records: phones.length > 0 ? 1 : 0, missing_records: phones.length > 0 ? 0 : 1 };
  const credits_consumed = phones.length > 0 ? 8 : 0;
  const top = { status: "success", total_requested_enrichments: 1, ...counters, credits_consumed };
  return JSON.stringify({ ...top, people: [person], ...extra });
}

export function waterfallBody(
  apolloId: string,
  { emails = [], phones = [], status = "success" }: { emails?: string[]; phones?: Phone[]; status?: string },
): string {
  return JSON.stringify({
    ...{ status, total_requested_enrichments: 1, target_fields: ["emails", "phone_numbers"], records_enriched: 1 },
    ...{ credits_consumed: 2.02, request_id: "1039995589705121901", request_initiated: "2026-01-08T08:05:49Z" },
    people: [
      {
        id: apolloId,
        waterfall: { emails: [], phone_numbers: [] },
        emails: emails.map((email) => ({ email, email_status_cd: "Verified", waterfall_enriched_at: null })),
        phone_numbers: phones.map(toWire),
      },
    ],
  });
}

function toWire({ number, type = "mobile", status = "valid_number", updatedAt = "2026-01-08T08:10:56Z" }: Phone) {
  const dates = { created_at: updatedAt, updated_at: updatedAt };
  const words = { type_cd: type, status_cd: status, confidence_cd: "high", dnc_status_cd: "not_found" };
  return { sanitized_number: number, raw_number: number, position: 0, ...words, ...dates };
}
