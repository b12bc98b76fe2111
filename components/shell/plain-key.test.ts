import { beforeEach, expect, test, vi } from "vitest";
import { listPageKeys, showPageKeys } from "@/components/shell/page-keys-store";
import { findShortcut } from "@/components/shell/find-shortcut";

class FakeElement {
  readonly kind: string;
  constructor(kind: string) {
    this.kind = kind;
  }
  matches(selector: string): boolean {
    return selector.split(", ").includes(this.kind);
  }
}

let isOn: boolean;
let open: string | null;

beforeEach(() => {
  isOn = true;
  open = null;
  vi.stubGlobal("Element", FakeElement);
  vi.stubGlobal("window", { localStorage: { getItem: () => (isOn ? null : "off") } });
  vi.stubGlobal("document", { querySelector: (selector: string) => (open && selector.includes(open) ? {} : null) });
});

const press = (key: string, given: Record<string, unknown> = {}) =>
  findShortcut({ key, target: new FakeElement("body"), ...given } as unknown as KeyboardEvent);

test("plain keys mean their shortcut", () => {
  expect([press("n"), press("/"), press("?"), press("y")]).toEqual(["new-lookup", "search", "help", undefined]);
});

test.each(["ctrlKey", "metaKey", "altKey", "isComposing", "defaultPrevented", "repeat"])("none with %s", (flag) => {
  expect(press("n", { [flag]: true })).toBeUndefined();
});

test.each(["textarea", "select", '[contenteditable="true"]', 'input:not([type="checkbox"])'])("none in %s", (kind) => {
  expect(press("n", { target: new FakeElement(kind) })).toBeUndefined();
});

test.each(['[role="menu"]', '[role="listbox"]', '[role="alertdialog"]'])("none while a %s is open", (role) => {
  open = role;
  expect(press("n")).toBeUndefined();
});

test("none with single keys switched off", () => {
  isOn = false;
  expect(press("?")).toBeUndefined();
});

test("the sheet lists what the page that stands takes, each key once, and nothing of one that has gone", () => {
  const hideTable = showPageKeys([["j  k", "Next row"]]);
  const hideMore = showPageKeys([
    ["j  k", "Next row"],
    ["x", "Select"],
  ]);
  expect(listPageKeys()).toEqual([
    ["j  k", "Next row"],
    ["x", "Select"],
  ]);
  hideMore();
  hideTable();
  expect(listPageKeys()).toEqual([]);
});
