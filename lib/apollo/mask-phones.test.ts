import fc from "fast-check";
import { expect, test } from "vitest";
import { maskPhones, maskPhonesInSentence } from "@/lib/apollo/mask-phones";
import { phoneBody, waterfallBody } from "@/lib/testing/callbacks";

const json = (value: unknown) => maskPhones(JSON.stringify(value), { isJson: true });
const broken = (text: string) => maskPhones(text, { isJson: false });

test("a number keeps its layout and its last two digits, an extension belongs to it", () => {
  expect(json("+1 (202) 555-0143")).toBe('"+• (•••) •••-••43"');
  expect(json(["+12025550143 ext. 4821", "0202.555.0143", 12_025_550_143])).toBe(
    '["+••••••••••• ext. ••21","••••.•••.••43",•••••••••43]',
  );
});

test("digits written as escapes, in other scripts or with odd signs between them are covered too", () => {
  expect(maskPhones(String.raw`"\u002b\u0031202\u0035550143"`, { isJson: true })).toBe('"+•••••••••43"');
  expect(json("+١٢٠٢٥٥٥٠١٤٣")).toBe('"+•••••••••٤٣"');
  expect(json("+1\u200b202\u00a0555–01~43")).not.toMatch(/\d{3}/);
});

test("ids, dates and small figures stay exact", () => {
  const body = waterfallBody("64a7ff0cc4dfae00013df1a5", { emails: ["ana@b.example"] });
  expect(maskPhones(body, { isJson: true })).toBe(body);
  expect(json({ id: "123456789012345678901234", request_id: "1039995589705121901", total: 2.02 })).not.toContain("•");
  expect(maskPhones('{"request_id":1039995589705121901}', { isJson: true })).toBe('{"request_id":1039995589705121901}');
});

test("what was JSON stays JSON while its numbers are text", () => {
  const body = phoneBody("64a7ff0cc4dfae00013df1a5", [{ number: "+12025550143" }]);
  const masked = maskPhones(body, { isJson: true });
  expect(JSON.parse(masked)).toMatchObject({ people: [{ phone_numbers: [{ sanitized_number: "+•••••••••43" }] }] });
});

test("a body that breaks off shows no piece of a number", () => {
  expect(broken('{"people":[{"sanitized_number":"+1202555')).toBe('{"people":[{"sanitized_number":"+•••••55');
  expect(broken('+1202\uDCFF555 "0143')).toBe('+••••\uDCFF•55 "••43');
});

test("whatever stands around it, a whole number never shows", () => {
  const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);
  fc.assert(
    fc.property(fc.string(), digits, fc.string(), fc.boolean(), (before, number, after, isJson) => {
      const text = isJson ? JSON.stringify({ v: `${before} +${number} ${after}` }) : `${before} +${number} ${after}`;
      expect(maskPhones(text, { isJson })).not.toContain(number);
    }),
  );
});

test("a parser's sentence keeps its positions and covers what it quotes", () => {
  expect(maskPhonesInSentence("Invalid number '12025550143.', expecting a digit at position 512")).toBe(
    "Invalid number '•••••••••43.', expecting a digit at position 512",
  );
});

test("half a megabyte that never closes its string takes no quadratic time", () => {
  const hostile = `"${'\\\\"\\"'.repeat(100_000)}`;
  const startedAt = performance.now();
  maskPhones(hostile, { isJson: false });
  maskPhones("1 ".repeat(250_000), { isJson: false });
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
