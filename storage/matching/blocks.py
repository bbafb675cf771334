"""Where a posting's likes are looked for: several keys of which no field is part of all."""

from collections.abc import Iterator

from storage.matching.profiles import Profile


def keys_of(one: Profile) -> Iterator[tuple[object, ...]]:
    """Yield the keys under which a posting is filed; two adverts of one job share at least one."""
    item = one.item
    if len(one.reference) >= 3:
        yield ("reference", one.reference[-6:])
    for url in one.urls:
        yield ("url", url)
    handles = one.title.handles[:2]
    places = {place for place in (item.locality, (item.postcode or "").split(" ")[0], item.area) if place}
    who = item.recruiter_code or (" ".join(sorted(one.employer)) if not one.hidden else None)
    for word in handles:
        if who:
            yield ("employer", who, word)
        for place in places:
            yield ("place", place, word)
    if who and item.closes is not None:
        yield ("closing", who, item.closes)
    if one.title.words:
        whole = " ".join(sorted(one.title.kinds))
        if item.closes is not None:
            yield ("title", whole, item.closes)
        if item.pay_min is not None:
            yield ("pay", whole, item.pay_min, item.pay_max)
