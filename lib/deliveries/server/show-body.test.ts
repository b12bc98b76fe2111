import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeExactly, ODD_BYTE_BASE } from "@/lib/deliveries/server/decode-exactly";
import { showBody } from "@/lib/deliveries/server/show-body";

const open = { isMasked: false };
const masked = { isMasked: true };

function shown(bytes: Uint8Array | string, how = open) {
  const body = showBody(typeof bytes === "string" ? Buffer.from(bytes) : bytes, how);
  if (body.form !== "text") throw new Error(`shown as ${body.form}`);
  return body;
}

test("every sequence of bytes can be told from what is decoded: those that are no UTF-8 are kept one by one", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { text, oddBytes } = decodeExactly(bytes);
      const again = Buffer.concat(
        Array.from(text, (sign) => {
          const code = sign.codePointAt(0) ?? 0;
          return code >= ODD_BYTE_BASE + 0x80 && code <= ODD_BYTE_BASE + 0xff
            ? Buffer.from([code - ODD_BYTE_BASE])
            : Buffer.from(sign);
        }),
      );
      expect(again.equals(bytes)).toBe(true);
      expect(oddBytes > 0).toBe(new TextDecoder("utf-8").decode(bytes).includes("\uFFFD"));
    }),
  );
});

test("text stands as it came; JSON also on more lines, its ids exact", () => {
  const body = shown('{"request_id":1039995589705121901,"name":"Åsa 李 😀"}');
  expect(body).toMatchObject({ isJson: true, isCut: false, oddBytes: 0, isMasked: false });
  expect(body.raw).toEqual([{ text: '{"request_id":1039995589705121901,"name":"Åsa 李 😀"}', isMark: false }]);
  expect(body.indented?.[0]?.text).toContain('\n  "request_id": 1039995589705121901,');
});

test("bytes that are no UTF-8, and signs without a shape, stand as marks where they were", () => {
  const body = shown(
    Buffer.concat([Buffer.from("a half \0 body"), Buffer.from([0xff, 0xfe]), Buffer.from("\u202Eend")]),
  );
  expect(body.raw).toEqual([
    { text: "a half ", isMark: false },
    { text: "U+0000", isMark: true },
    { text: " body", isMark: false },
    { text: "\\xFF\\xFE", isMark: true },
    { text: "U+202E", isMark: true },
    { text: "end", isMark: false },
  ]);
  expect([body.isJson, body.oddBytes]).toEqual([false, 2]);
});

test("a body that is no text is a dump of its bytes; whoever may not read numbers gets none", () => {
  const bytes = Uint8Array.from({ length: 40 }, (_, index) => 0x80 + index);
  expect(showBody(bytes, masked)).toEqual({ form: "withheld" });
  const body = showBody(bytes, open);
  expect(body.form === "hex" && body.dump.split("\n")[1]).toMatch(/^00000010 {2}90 91 92 .* 9F {2}\.{16}$/);
  expect(showBody(new Uint8Array(), open)).toEqual({ form: "empty" });
});

test("a large body is shown from its beginning and says so", () => {
  const body = shown(JSON.stringify({ note: "x".repeat(300_000) }));
  expect([body.isJson, body.isCut]).toEqual([true, true]);
  expect(body.raw[0]?.text).toHaveLength(128 * 1024);
});

test("numbers are covered for whoever may not read them, and a callback's token for everybody", () => {
  const url = "https://peri.example/api/webhooks/apollo/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFy";
  const text = JSON.stringify({ sanitized_number: "+12025550143", webhook_url: url });
  expect(shown(text, masked).raw[0]?.text).toContain('"+•••••••••43"');
  for (const how of [open, masked]) {
    expect(JSON.stringify(shown(text, how))).not.toContain("Zm9vYmFy");
    expect(JSON.stringify(shown(text.replaceAll("/", "\\/"), how))).not.toContain("Zm9vYmFy");
  }
  expect(shown(text).raw[0]?.text).toContain("+12025550143");
});
