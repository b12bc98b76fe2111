import {
  addArrivals,
  idsInFront,
  isInFront,
  NOTHING_YET,
  placeOf,
  wordsFor,
  type Arrival,
} from "@/components/live/gather";
import { titleWithCount } from "@/components/live/tab-title";
import { showToast } from "@/components/ui/toast";

type Announcing = {
  /** To screen readers. */
  say: (message: string) => void;
  open: (path: string) => void;
};

const SHOWN_FOR_MS = 8000;

/**
 * Says that phones have arrived: in one toast that grows, unless the person stands open in front of the reader already,
 * and in the title of a tab that nobody is looking at.
 */
export function announceArrivals({ say, open }: Announcing) {
  let shown = NOTHING_YET;
  let unseen = NOTHING_YET;

  const clearTitle = () => {
    if (document.visibilityState === "hidden") return;
    unseen = NOTHING_YET;
    document.title = titleWithCount(document.title, 0);
  };
  const forget = () => {
    shown = NOTHING_YET;
    say("");
  };
  const add = (arrivals: readonly Arrival[]) => {
    if (arrivals.length === 0) return;
    if (document.visibilityState === "hidden") {
      unseen = addArrivals(unseen, arrivals);
      document.title = titleWithCount(document.title, unseen.lookups.size);
    }
    const inFront = idsInFront(window.location.href);
    const elsewhere = arrivals.filter((arrival) => !isInFront(arrival, inFront));
    if (elsewhere.length === 0) return;
    shown = addArrivals(shown, elsewhere);
    say(`Phone numbers: ${wordsFor(shown)}.`);
    const place = placeOf({ people: [...shown.people] });
    showToast({
      id: "phones-arrived",
      title: wordsFor(shown),
      tone: "arrived",
      durationMs: SHOWN_FOR_MS,
      action: {
        label: "View",
        onClick: () => {
          forget();
          open(place);
        },
      },
      onClose: forget,
    });
  };
  document.addEventListener("visibilitychange", clearTitle);
  window.addEventListener("focus", clearTitle);
  return {
    add,
    end: () => {
      document.removeEventListener("visibilitychange", clearTitle);
      window.removeEventListener("focus", clearTitle);
    },
  };
}
