import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inLots } from "@/components/live/in-lots";
import { listen } from "@/components/live/listen";

class FakeStream extends EventTarget {
  readyState = 0;
  close() {
    this.readyState = 2;
  }
  beat() {
    this.readyState = 1;
    this.dispatchEvent(new Event("beat"));
  }
  say(text: string) {
    this.dispatchEvent(new MessageEvent("message", { data: text }));
  }
  /** `isOver`: an answer that is no stream, after which a browser never comes back. */
  fail({ isOver }: { isOver: boolean }) {
    this.readyState = isOver ? 2 : 0;
    this.dispatchEvent(new Event("error"));
  }
}

const streams: FakeStream[] = [];
const onEvent = vi.fn();
const onGap = vi.fn();
let isAwaiting = false;
let stop: () => void;
const latest = () => streams.at(-1) ?? new FakeStream();

function start(): () => void {
  const open = () => {
    streams.push(new FakeStream());
    return latest();
  };
  return listen({ open, onEvent, onGap, isAwaiting: () => isAwaiting });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  isAwaiting = false;
  streams.length = 0;
  stop = start();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test("hands on events of ours and passes over everything else", () => {
  latest().beat();
  latest().say('{"kind":"person","ids":["per_1"]}');
  for (const text of ["", "{", '{"kind":"made_up","ids":[]}', "null"]) latest().say(text);
  expect(onEvent.mock.calls).toEqual([[{ kind: "person", ids: ["per_1"] }]]);
  expect(onGap).not.toHaveBeenCalled();
});

test("asks again once when the stream is back after a break, and when the server says that it missed something", () => {
  latest().beat();
  latest().fail({ isOver: false });
  latest().beat();
  latest().beat();
  expect(onGap).toHaveBeenCalledTimes(1);
  latest().dispatchEvent(new Event("resync"));
  expect(onGap).toHaveBeenCalledTimes(2);
});

test("asks again at the start only when phones are awaited: one may have come before the stream stood", () => {
  isAwaiting = true;
  latest().beat();
  expect(onGap).toHaveBeenCalledTimes(1);
});

test("asks again, too, when what was awaited at the start is counted as come before the stream stands", () => {
  stop();
  isAwaiting = true;
  stop = start();
  isAwaiting = false;
  latest().beat();
  latest().beat();
  expect(onGap).toHaveBeenCalledTimes(1);
});

test("polls while nothing comes through, and stops when it does", () => {
  vi.advanceTimersByTime(15_000);
  expect(onGap).toHaveBeenCalledTimes(3);
  latest().beat();
  vi.advanceTimersByTime(15_000);
  expect(onGap).toHaveBeenCalledTimes(4);
});

test("opens a new stream after an answer that is none, and after a long silence", () => {
  latest().fail({ isOver: true });
  vi.advanceTimersByTime(5000);
  expect(streams).toHaveLength(2);
  latest().beat();
  vi.advanceTimersByTime(45_000);
  expect(streams).toHaveLength(2);
  vi.advanceTimersByTime(10_000);
  expect(streams).toHaveLength(3);
  expect(streams.map(({ readyState }) => readyState)).toEqual([2, 2, 0]);
});

test("leaves nothing running", () => {
  stop();
  vi.advanceTimersByTime(60_000);
  expect([latest().readyState, onGap.mock.calls.length, vi.getTimerCount()]).toEqual([2, 0, 0]);
});

test("events are dealt with once a frame, and the next lot waits for the one before", async () => {
  const frames: (() => void)[] = [];
  const lots: string[][] = [];
  const first = Promise.withResolvers<undefined>();
  const push = inLots<string>(
    (lot) => (lots.push(lot) === 1 ? first.promise : Promise.reject(new Error("not read"))),
    (run) => frames.push(run),
  );
  push("a");
  push("b");
  expect(lots).toEqual([]);
  frames.shift()?.();
  push("c");
  push("d");
  expect([lots, frames]).toEqual([[["a", "b"]], []]);
  first.resolve(undefined);
  await vi.waitFor(() =>
    expect(lots).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]),
  );
  push("e");
  await vi.waitFor(() => expect(frames).toHaveLength(1));
});
