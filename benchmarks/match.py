"""Matching benchmark: nasty adverts through ours and through the exact-key rule, in one run.

``python -m benchmarks.match 50000 [seed]`` prints precision and recall over pairs, F1, the cost (a wrong link is five
missed ones), seconds of the matching itself and the peak memory of the process.
"""

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import date

from benchmarks.adverts import adverts
from counciljobs.plain_adverts import item_of, texts_of
from storage.matching import Item, match

ON = date(2026, 11, 23)
WRONG = 5
"""Missed links that a wrong one costs."""


def ours(items: Sequence[Item]) -> list[Hashable]:
    """Label each advert by our matcher."""
    labels: list[Hashable] = [None] * len(items)
    for number, job in enumerate(match(items)):
        for at in job:
            labels[at] = number
    return labels


def exact_key(items: Sequence[Item]) -> list[Hashable]:
    """Label each advert by its exact title, employer, place, pay, closing date and reference."""
    return [(i.title, i.recruiter, i.site, i.pay_min, i.pay_max, i.closes, i.reference) for i in items]


MATCHERS: dict[str, Callable[[Sequence[Item]], list[Hashable]]] = {"ours": ours, "exact key": exact_key}


def _pairs(labels: Counter[Hashable]) -> int:
    return sum(count * (count - 1) // 2 for count in labels.values())


def quality(truth: Sequence[int], labels: Sequence[Hashable]) -> tuple[float, float, float, int]:
    """Return precision, recall and F1 over pairs of adverts, and the cost in missed links."""
    both: Counter[Hashable] = Counter(zip(truth, labels, strict=True))
    right, said, due = _pairs(both), _pairs(Counter(labels)), _pairs(Counter(truth))
    precision, recall = right / max(said, 1), right / max(due, 1)
    f1 = 2 * right / max(said + due, 1)
    return precision, recall, f1, WRONG * (said - right) + due - right


def main(count: int, seed: int) -> None:
    """Measure every matcher on the same adverts."""
    rows = adverts(count, seed)
    truth = [job for _, job in rows]
    items = [item_of(texts_of(row), str(at), ON) for at, (row, _) in enumerate(rows)]
    print(f"{count} adverts, seed {seed}\n{'':<10} precision recall  F1     cost seconds  MiB")
    for name, matcher in MATCHERS.items():
        began = time.perf_counter()
        labels = matcher(items)
        took = time.perf_counter() - began
        precision, recall, f1, cost = quality(truth, labels)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:<10} {precision:9.4f} {recall:6.4f} {f1:6.4f} {cost:7} {took:6.1f} {memory:5}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
