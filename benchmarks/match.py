"""Matching benchmark: nasty adverts through ours and through its peers, in one run.

``python -m benchmarks.match 50000 [seed [adverts|other [matcher...]]]`` prints precision and recall over pairs, F1, the
cost (a wrong link is five missed ones), seconds of the matching itself by the clock and of all its processes, and the
peak memory so far of this process and the largest it started.
"""

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from benchmarks import adverts_other
from benchmarks.adverts import adverts
from benchmarks.peers import HOW, PEERS
from counciljobs.plain_adverts import item_of, texts_of
from storage.matching import Item, match

ON = date(2026, 11, 23)
WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
WRONG = 5
"""Missed links that a wrong one costs."""


def ours(items: Sequence[Item]) -> list[Hashable]:
    """Label each advert by our matcher."""
    labels: list[Hashable] = [None] * len(items)
    for number, job in enumerate(match(items)):
        for at in job:
            labels[at] = number
    return labels


MATCHERS: dict[str, Callable[[Sequence[Item]], list[Hashable]]] = {"ours": ours, **PEERS}
GENERATORS: dict[str, Callable[[int, int], list[tuple[dict[str, Any], int]]]] = {
    "adverts": adverts,
    "other": adverts_other.adverts,
}


def _worked() -> float:
    """Return the seconds of processor so far, those of processes that are done included."""
    used = [resource.getrusage(who) for who in WHO]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak() -> int:
    """Return MiB: the peak of this process and of the largest it started (what they share is counted twice)."""
    return sum(resource.getrusage(who).ru_maxrss for who in WHO) // 1024


def _pairs(labels: Counter[Hashable]) -> int:
    return sum(count * (count - 1) // 2 for count in labels.values())


def quality(truth: Sequence[int], labels: Sequence[Hashable]) -> tuple[float, float, float, int]:
    """Return precision, recall and F1 over pairs of adverts, and the cost in missed links."""
    both: Counter[Hashable] = Counter(zip(truth, labels, strict=True))
    right, said, due = _pairs(both), _pairs(Counter(labels)), _pairs(Counter(truth))
    precision, recall = right / max(said, 1), right / max(due, 1)
    f1 = 2 * right / max(said + due, 1)
    return precision, recall, f1, WRONG * (said - right) + due - right


def main(size: str = "5000", start: str = "1", generator: str = "adverts", *names: str) -> None:
    """Measure matchers on the same adverts; a peer that is not installed is told and passed over."""
    count, seed = int(size), int(start)
    rows = GENERATORS[generator](count, seed)
    truth = [job for _, job in rows]
    rows.reverse()
    items = [item_of(texts_of(rows.pop()[0]), str(at), ON) for at in range(len(rows))]
    print(f"{count} adverts of {generator}, seed {seed}\n{'':<10} precision recall  F1     cost seconds  MiB")
    for name in names or MATCHERS:
        began, worked = time.perf_counter(), _worked()
        try:
            labels = MATCHERS[name](items)
        except ImportError:
            print(f"{name:<10} {HOW}")
            continue
        took, work = time.perf_counter() - began, _worked() - worked
        precision, recall, f1, cost = quality(truth, labels)
        memory = _peak()
        print(
            f"{name:<10} {precision:9.4f} {recall:6.4f} {f1:6.4f} {cost:7} {took:6.1f} {memory:5} (of it {work:.1f} s)"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
