import { describe, expect, test } from "vitest";
import { countOperations, type Stored } from "@/scripts/proof/final-state";
import { type Answer, type Operation, outcomeOf } from "@/scripts/proof/operations";

const ACK: Answer = { kind: "answered", status: 200 };
const BUSY: Answer = { kind: "answered", status: 503 };
const CRASH = { from: 100, to: 200 };

function anOperation(said: Answer[], sentAt = 0): Operation {
  const attempt = { attemptId: "att_1", lookupId: "lkp_1", token: "t", apolloId: "a" };
  const tries = said.map((answer) => ({ ...answer, sentAt, endedAt: sentAt + 50 }));
  return { id: 1, attempt, body: Buffer.alloc(0), sha256: "aa", numbers: [], tries };
}
const aRow = (change: Partial<Stored> = {}): Stored => ({
  ...{ attemptId: "att_1", sha256: "aa", state: "applied", seen: 1, appliedAt: 1 },
  ...change,
});
const count = (said: Answer[], rows: Stored[]) => {
  const { lost, ghosts, doubled, overcounted } = countOperations([anOperation(said)], rows, []);
  return [lost, ghosts, doubled, overcounted].map(({ length }) => length);
};

describe("what a sender knows", () => {
  test.each<[string, Answer[], number, string]>([
    ["one acknowledgement is enough", [{ kind: "cut" }, ACK, BUSY], 0, "ok"],
    ["a cut connection leaves it open", [BUSY, { kind: "cut" }], 0, "unknown"],
    ["so does silence", [{ kind: "silent" }], 0, "unknown"],
    ["a refusal is one", [{ kind: "refused" }, BUSY], 0, "fail"],
    ["but leaves it open to a call that was under way when the database died", [BUSY], 80, "unknown"],
    ["not to one that came afterwards", [BUSY], 201, "fail"],
    ["nor to one that was over", [BUSY], 49, "fail"],
  ])("%s", (_, said, sentAt, outcome) => {
    expect(outcomeOf(anOperation(said, sentAt), [CRASH])).toBe(outcome);
  });
});

describe("lost, ghosts, doubled, overcounted", () => {
  test.each<[string, Answer[], Stored[], number[]]>([
    ["acknowledged and stored", [ACK], [aRow()], [0, 0, 0, 0]],
    ["acknowledged and not stored", [ACK], [], [1, 0, 0, 0]],
    ["refused and stored", [BUSY], [aRow()], [0, 1, 0, 0]],
    ["open and stored, or not", [{ kind: "cut" }], [aRow()], [0, 0, 0, 0]],
    ["stored twice", [ACK, ACK], [aRow(), aRow()], [0, 0, 1, 0]],
    ["acknowledged twice, counted once", [ACK, ACK], [aRow()], [1, 0, 0, 0]],
    ["counted more often than sent", [ACK], [aRow({ seen: 2 })], [0, 0, 0, 1]],
    ["stored for another attempt", [ACK], [aRow({ attemptId: "att_2" })], [1, 1, 0, 0]],
    ["stored with other bytes", [ACK], [aRow({ sha256: "ab" })], [1, 1, 0, 0]],
  ])("%s", (_, said, rows, expected) => {
    expect(count(said, rows)).toEqual(expected);
  });
});
