import { expect, test } from "vitest";
import { describeEdit, describeOrigin } from "@/components/record/describe-origin";
import type { Provenance } from "@/lib/people/record";

const origin = (given: Partial<Provenance>): Provenance => ({
  ...{ source: "lookup", at: "2026-03-03T08:00:00.000Z", by: null, lookup: null, isProtected: false },
  ...given,
});

test("an origin says what brought the value, when, for whom and for how much", () => {
  const lookup = { id: "lkp_1", who: "Bea", credits: "1" };
  expect(describeOrigin(origin({ lookup }))).toBe("From the answer to a lookup, 3 Mar 2026. Asked by Bea, 1 credit.");
  expect(describeOrigin(origin({ source: "delivery" }))).toBe("Delivered later, by webhook, 3 Mar 2026.");
});

test("what a member wrote names them, and says whether answers leave it alone", () => {
  const edit = origin({ source: "human", by: "Bea", isProtected: true });
  expect(describeOrigin(edit)).toBe("Written by Bea on 3 Mar 2026. Answers leave it alone.");
  expect(describeEdit(edit)).toBe("edited by Bea on 3 Mar 2026");
  expect(describeOrigin(origin({ source: "human" }))).toBe("Written on 3 Mar 2026.");
});
