"""Other ways to match adverts, measured beside ours on the same items; each as its own manual uses it.

They are no part of the project: in an environment of its own, ``pip install splink==5.0.0 datasketch==2.0.0 pyarrow``.
"""

import importlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from storage.matching import Item
from storage.matching.words import words_of

HOW = "not installed: pip install splink==5.0.0 datasketch==2.0.0 pyarrow"
ALIKE, LIKELY = 90, 0.95
"""The likeness of titles (of 100) and the probability from which a peer links: usual values, not tuned here."""
JACCARD, HASHES = 0.9, 64
"""At 0.6 the boards' stock sentences chain every advert to every other, in 300 s and 10 GiB for 50,000."""
SAMPLE = 1e6
"""Random pairs by which splink reckons how often fields agree by chance."""


def _clusters(count: int, links: Iterable[tuple[int, int]]) -> list[Hashable]:
    leader = list(range(count))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for one, other in links:
        leader[find(one)] = find(other)
    return [find(at) for at in range(count)]


def exact_key(items: Sequence[Item]) -> list[Hashable]:
    """Label each advert by its exact title, employer, place, pay, closing date and reference."""
    return [(i.title, i.recruiter, i.site, i.pay_min, i.pay_max, i.closes, i.reference) for i in items]


def fuzzy(items: Sequence[Item]) -> list[Hashable]:
    """Link alike titles of one recruiter that close on one day, by rapidfuzz; nothing forbids a link."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for at, item in enumerate(items):
        blocks[item.recruiter_code or item.recruiter, item.closes].append(at)
    links = []
    for members in blocks.values():
        titles = [items[at].title.lower() for at in members]
        alike = process.cdist(titles, titles, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
        links += [(members[a], members[b]) for a in range(len(members)) for b in range(a) if alike[a][b]]
    return _clusters(len(items), links)


def minhash(items: Sequence[Item]) -> list[Hashable]:
    """Link adverts whose words are alike, by datasketch's locality-sensitive hashing."""
    datasketch: Any = importlib.import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=JACCARD, num_perm=HASHES)
    links = []
    for at, item in enumerate(items):
        words = words_of(f"{item.title} {item.recruiter or ''} {item.site or ''} {item.text or ''}")
        sketch = datasketch.MinHash(num_perm=HASHES)
        sketch.update_batch([word.encode() for word in set(words)])
        links += [(at, int(other)) for other in index.query(sketch)]
        index.insert(str(at), sketch)
    return _clusters(len(items), links)


def splink(items: Sequence[Item]) -> list[Hashable]:
    """Link by splink on DuckDB, its weights trained by expectation maximisation on these adverts."""
    lib: Any = importlib.import_module("splink")
    arrow: Any = importlib.import_module("pyarrow")
    compare: Any = importlib.import_module("splink.comparison_library")
    table = arrow.Table.from_pylist([_record(at, item) for at, item in enumerate(items)])
    settings = lib.SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        comparisons=[
            compare.JaroWinklerAtThresholds("title", [0.95, 0.85]),
            compare.ExactMatch("recruiter"),
            compare.ExactMatch("town"),
            compare.ExactMatch("closes"),
            compare.ExactMatch("pay"),
            compare.ExactMatch("reference"),
        ],
        blocking_rules_to_generate_predictions=[
            lib.block_on("recruiter", "closes"),
            lib.block_on("title", "closes"),
            lib.block_on("reference"),
        ],
    )
    linker = lib.Linker(lib.DuckDBAPI().register(table), settings, log_level=50)
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE)
    for rule in (lib.block_on("recruiter", "closes"), lib.block_on("title", "closes")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=LIKELY).as_record_list()
    return _clusters(len(items), ((row["unique_id_l"], row["unique_id_r"]) for row in found))


def _record(at: int, item: Item) -> dict[str, Any]:
    return {
        "unique_id": at,
        "title": item.title.lower(),
        "recruiter": item.recruiter_code or item.recruiter,
        "town": item.locality,
        "closes": item.closes,
        "pay": item.pay_max,
        "reference": "".join(filter(str.isalnum, (item.reference or "").lower())).removeprefix("ref") or None,
    }


PEERS: dict[str, Callable[[Sequence[Item]], list[Hashable]]] = {
    "exact key": exact_key,
    "rapidfuzz": fuzzy,
    "datasketch": minhash,
    "splink": splink,
}
