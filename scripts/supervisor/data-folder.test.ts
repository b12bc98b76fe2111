import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type * as FileSystem from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { describeServerFailure } from "@/lib/db/embedded/server-log";
import { describeStartFailure, StartError } from "@/lib/env/start-error";
import { lockDataFolder, prepareDataFolder } from "@/scripts/supervisor/data-folder";
import { ensureSecrets } from "@/scripts/supervisor/secrets";

const disk = vi.hoisted(() => ({ refusesWith: "" }));

/** The real file system, on a disk that can be made to refuse every write. */
vi.mock("node:fs", async (importOriginal) => {
  const real = await importOriginal<typeof FileSystem>();
  const refuse =
    <Given extends unknown[], Answer>(write: (...given: Given) => Answer) =>
    (...given: Given): Answer => {
      if (disk.refusesWith) throw Object.assign(new Error(`${disk.refusesWith}, write`), { code: disk.refusesWith });
      return write(...given);
    };
  return { ...real, writeFileSync: refuse(real.writeFileSync), writeSync: refuse(real.writeSync) };
});

let parent = "";
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "perihelion-folder-"));
});
afterEach(() => {
  disk.refusesWith = "";
  rmSync(parent, { recursive: true, force: true });
});

function sentenceOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return describeStartFailure(error);
  }
  return "no failure";
}

describe("the data folder", () => {
  test("is made with what lies above it, and left without a trace of the probe", () => {
    const dataDir = join(parent, "a", "b");
    prepareDataFolder(dataDir);
    prepareDataFolder(dataDir);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test.each([
    ["ENOSPC", "is full: free some space and start again."],
    ["EDQUOT", "is full: free some space and start again."],
    ["EACCES", "cannot be written: this user may not write there."],
    ["EROFS", "cannot be written: its disk is read-only."],
  ])("that cannot be written (%s) is named in one sentence", (code, ending) => {
    disk.refusesWith = code;
    const said = sentenceOf(() => {
      prepareDataFolder(parent);
    });
    expect(said).toContain(`the data folder ${parent} (DATA_DIR)`.slice(1));
    expect(said.endsWith(ending)).toBe(true);
    expect(said.split("\n")).toHaveLength(1);
  });

  test("whose place is a file's, or is none, is named in one sentence", () => {
    const file = join(parent, "file");
    writeFileSync(file, "");
    for (const place of [file, join(file, "data"), "/proc/perihelion/data"]) {
      const said = sentenceOf(() => {
        prepareDataFolder(place);
      });
      expect(said).toMatch(/^The data folder \S+ \(DATA_DIR\) cannot be written: .+\.$/);
    }
  });
});

describe("a disk that is full", () => {
  test("while the keys are made: one sentence, and no half of a file is kept", () => {
    disk.refusesWith = "ENOSPC";
    expect(sentenceOf(() => ensureSecrets(parent))).toBe("The disk is full: free some space and start again.");
    expect(readdirSync(parent)).toEqual([]);
  });

  test("for PostgreSQL: the same sentence", () => {
    const log = 'LOG:  starting\nFATAL:  could not write lock file "postmaster.pid": No space left on device\n';
    expect(describeServerFailure(log, parent)).toBe("The disk is full: free some space and start again.");
  });
});

describe("the keys", () => {
  test("are made once, for this user alone, and read ever after", () => {
    const made = ensureSecrets(parent);
    expect(ensureSecrets(parent)).toEqual(made);
    expect(readdirSync(parent)).toEqual(["secrets.json"]);
    expect(JSON.parse(readFileSync(join(parent, "secrets.json"), "utf8"))).toEqual(made);
  });
});

describe("the lock of a data folder", () => {
  test("is held by one at a time, and let go", () => {
    const lock = lockDataFolder(parent);
    expect(() => lockDataFolder(parent)).toThrow(StartError);
    expect(sentenceOf(() => lockDataFolder(parent))).toMatch(/^Perihelion is already running on /);
    lock.release();
    lockDataFolder(parent).release();
    expect(readdirSync(parent)).toEqual([]);
  });

  test("of a process that is gone, or cut short by a full disk, is taken over", () => {
    for (const left of [
      '{"pid":999999999,"startedAt":"1"}',
      `{"pid":${String(process.pid)},"startedAt":"0"}`,
      '{"pi',
      "",
    ]) {
      writeFileSync(join(parent, "running.json"), left);
      lockDataFolder(parent).release();
      expect(readdirSync(parent)).toEqual([]);
    }
  });
});
