import { expect, test } from "vitest";
import { labelRow } from "@/lib/runs/row-label";

test("a row is called by its name, else by an identifier, else by what stands in it", () => {
  const mapping = ["firstName", "lastName", "email", "companyName"] as const;
  const label = (...cells: string[]) => labelRow({ cells }, [...mapping]);
  expect(label("Ada", "King", "ada@acme.example", "Acme")).toEqual({ label: "Ada King", aside: "Acme" });
  expect(label("Ada", "", "ada@acme.example")).toEqual({ label: "Ada", aside: "ada@acme.example" });
  expect(label("", " ", "ada@acme.example", "Acme")).toEqual({ label: "ada@acme.example", aside: "Acme" });
  expect(labelRow({ cells: ["", "A note"] }, [null, null])).toEqual({ label: "A note", aside: null });
  expect(label("", "")).toEqual({ label: null, aside: null });
});
