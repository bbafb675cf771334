"""The pairs that come near a link: weighed in this process, or by several that each keep the texts of their share.

Postings lie in the order of their neighbourhoods, so that most of a pair's other halves are of one share too. What a
pair weighs depends on its two postings alone: how the work is shared changes nothing.
"""

import multiprocessing
import os
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from multiprocessing.connection import Connection

from storage.matching.blocks import Asked, Blocks, Filed, blocks, filed, joined, later_in
from storage.matching.evidence import LINK_AT, MARGIN, weigh
from storage.matching.items import Item
from storage.matching.profiles import Profile, Profiles

Edges = dict[tuple[int, int], float]
"""Evidence in bits of the pairs that come near a link, by their places, the lesser first."""
WORTH_SHARING = 10_000
"""Postings from which on several processes are sooner done than one: less is a second or two of work."""


def near(items: Sequence[Item], processes: int | None = None, fresh: Collection[int] | None = None) -> Edges:
    """Return the pairs of items that come near a link, by the places of the items, with their evidence.

    Args:
        items: the postings, best in the order of their neighbourhoods.
        processes: among how many to share the work; None for what the machine and the number of items suggest.
        fresh: places of the postings whose pairs are wanted; None for all.
    """
    many = processes or _fit(len(items))
    if many > 1:
        try:
            return _shared(items, many)
        except (OSError, EOFError):
            pass  # No process to be had, or one was killed: the work is done here instead.
    profiles, places = Profiles(items), range(len(items))
    files = [filed(profiles, places)]
    asked = Asked(items, files)
    return near_of(profiles, _pairs(asked, blocks(files), places, fresh))


def near_of(profiles: Mapping[int, Profile], chosen: Iterable[tuple[int, int]]) -> Edges:
    """Return the pairs among those chosen that come near a link, with their evidence."""
    scored = ((one, other, weigh(profiles[one], profiles[other])) for one, other in chosen)
    return {(one, other): score for one, other, score in scored if score >= LINK_AT - MARGIN}


def _fit(count: int) -> int:
    able = "fork" in multiprocessing.get_all_start_methods() and not multiprocessing.current_process().daemon
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if able and count >= WORTH_SHARING else 1


def _pairs(
    asked: Asked, found: Blocks, places: range, fresh: Collection[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the pairs to be weighed whose lesser place is one of some places."""
    for one, others in later_in(found, places, asked.poor):
        met: Iterable[int] = others if fresh is None or one in fresh else others.intersection(fresh)
        for other in asked.pairs_of(one, met):
            yield one, other


def _shared(items: Sequence[Item], many: int) -> Edges:
    """Share the work among processes; what they have to tell one another goes through this one."""
    bounds = [len(items) * number // many for number in range(many + 1)]
    shares = [range(*ends) for ends in pairwise(bounds)]
    started = [_start(items, shares, number) for number in range(many)]
    pipes = [pipe for _, pipe in started]
    try:
        files: list[Filed] = [pipe.recv() for pipe in pipes]
        for number, pipe in enumerate(pipes):
            pipe.send([each.cut(number, many) for each in files])
        del files
        found = joined(pipe.recv() for pipe in pipes)
        for pipe in pipes:
            pipe.send(found)
        del found
        edges: Edges = {}
        for pipe in pipes:
            ones, others, scores = pipe.recv()
            edges.update(zip(zip(ones, others, strict=True), scores, strict=True))
        return edges
    finally:
        for process, pipe in started:
            process.terminate()
            pipe.close()
        for process, _ in started:
            process.join()


def _start(
    items: Sequence[Item], shares: Sequence[range], number: int
) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(items, shares, number, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _work(items: Sequence[Item], shares: Sequence[range], number: int, pipe: Connection) -> None:
    """Do one share: file its postings, find the blocks of a part of the keys, weigh the pairs that begin in it."""
    profiles = Profiles(items)
    pipe.send(filed(profiles, shares[number]))
    files: list[Filed] = pipe.recv()
    asked = Asked(items, files)
    pipe.send(blocks(files))
    del files
    edges = near_of(profiles, _pairs(asked, pipe.recv(), shares[number]))
    ones, others = (array("i", (pair[side] for pair in edges)) for side in (0, 1))
    pipe.send((ones, others, array("d", edges.values())))
