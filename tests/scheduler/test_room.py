"""A run opens no more sources than it can hold the adverts of."""

import asyncio

from scheduler.room import EXPECTED, Room


async def opened(room: Room, source: str, log: list[str], may_end: asyncio.Event) -> None:
    async with room.of(source):
        log.append(source)
        await may_end.wait()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_sources_not_read_yet_count_for_what_is_expected_of_them_until_it_is_known() -> None:
    room, log, end = Room(2 * EXPECTED), list[str](), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for name in "abcd":
            group.create_task(opened(room, name, log, end))
        await settle()
        assert log == ["a", "b"]
        room.holds("a", 30)
        await settle()
        assert log == ["a", "b"], "what one holds and what two may are more than there is room for"
        room.holds("b", 40)
        await settle()
        assert log == ["a", "b", "c"]
        room.holds("c", 30)
        await settle()
        assert log == ["a", "b", "c", "d"]
        end.set()


async def test_a_source_larger_than_all_room_is_read_alone_and_the_next_when_it_is_done() -> None:
    room, log = Room(2 * EXPECTED), list[str]()
    ends = [asyncio.Event(), asyncio.Event()]
    async with asyncio.TaskGroup() as group:
        group.create_task(opened(room, "huge", log, ends[0]))
        await settle()
        room.holds("huge", 50 * EXPECTED)
        group.create_task(opened(room, "next", log, ends[1]))
        await settle()
        assert log == ["huge"]
        ends[0].set()
        await settle()
        assert log == ["huge", "next"]
        ends[1].set()


async def test_a_source_that_is_called_off_while_it_waits_or_works_leaves_its_room_to_others() -> None:
    room, log, end = Room(EXPECTED), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(opened(room, name, log, end)) for name in "abc"]
    await settle()
    tasks[0].cancel()
    tasks[1].cancel()
    await settle()
    assert log[-1] == "c"
    end.set()
    await asyncio.wait(tasks)
    assert tasks[2].exception() is None
