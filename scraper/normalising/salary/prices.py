"""Amounts that a text names as the price or worth of something, told by what they stand behind and are per."""

from scraper.normalising.salary.figures import Figure
from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words
from scraper.normalising.salary.periods import plausible

POSTS = words(
    "accountant actor administrator adviser advisor agent analyst apprentice archaeologist architect archivist "
    "artist assistant attendant auditor bailiff barrister bookkeeper buyer canvasser carer caretaker chair "
    "chairman chairperson chairwoman chef chief cleaner cleaning clerk coach commander commissioner constable "
    "consultant controller cook coordinator coroner curator custodian dentist deputy designer developer dietitian "
    "director dispatcher doctor driver ecologist economist editor electrician engineer escort estimator examiner "
    "executive facilitator firefighter fitter gardener governor guard handler head headteacher inspector "
    "instructor interim interpreter investigator invigilator invigilators joiner labourer lawyer lead leader "
    "lecturer librarian lifeguard loader locum magistrate manager marshal mechanic member mentor midwife musician "
    "nurse nursing officer ombudsman operative operator optometrist owner painter paralegal paramedic partner "
    "patrol pharmacist physician physiotherapist planner playworker plumber podiatrist porter practitioner "
    "programmer psychologist radiographer ranger receptionist referee registrar scientist secretary sergeant "
    "solicitor specialist staff statistician steward superintendent supervisor supply surgeon surveyor teacher "
    "teaching technician technologist tester therapist trainee trainer trustee tutor vaccinator valuer verger "
    "volunteer warden welder worker "
)
"""Nouns that a post's name ends or begins with: an amount behind such a name is its pay."""
PEOPLE = words(
    "families claimants taxpayers homeowners motorists pensioners landlords couples individuals households residents "
    "households' residents' households’ residents’ donors voters shoppers bidders "
    "anyone everyone someone earners owners children pupils parents guests visitors learners customers patients"
)
"""Others of whom a text tells what they get, pay and live on."""
_STAFF = words("employees staff workers those people members")
"""Those of whom "on less than" tells a threshold."""
EVIDENCE = words("pay grade gradeword scp point fte actual prorata scheme")
"""Marks that speak of pay."""
LEAST_HOURLY = 6.0
"""Pounds an hour under which an amount behind unknown words is a price: no adult's pay is so low."""
MOST_UNSTATED = 40.0
"""Pounds above which an amount that nothing says to be an hour's, behind unknown words, is a price: "MOT £54.85"."""
MOST_STEP = 2.0
"""How many times an amount the next of its kind may be: "£34 per night and £45 at weekends"."""
MOST_NOTE = 100
"""Pounds under which a whole amount right before an unknown word is the word's: "£20 note"."""
MOST_SMALL = 8_000.0
"""Pounds under which an amount without a period, after a bonus or an allowance, is of its kind."""

_PRICED = words(
    "hire hall hut house houses home homes flat flats apartment bedroom bedrooms place places pitch stall plot space "
    "visit visits tariff toll admission subscription lease leases tenancy bond quote tender gift raffle auction sale "
    "licence permits certificate certificates ceremony skip collection treatment burial cremation funeral memorial "
    "tree trees laptop equipment vehicle van car cars machine software"
)
"""Things that have prices, where no post's name follows: "Hire of the hall: £18.50 per hour", "Nursery place £62"."""
_TERMS = words("permanent term temporary hours hour month months year zero casual new employment job contract part")
"""Words before "contract" that make it one of employment: "Fixed term contract £30,000"."""
_UNCERTAIN = words("day week month session")
"""Periods that things are let and sold for as well; pay for them must be called pay, or be a post's."""
SERVICE_PAY: dict[str | None, tuple[float, float]] = {"hour": (9.0, 60.0), "year": (12_000.0, 120_000.0)}
"""Pounds that a service a post may be named by ("Holiday scheme £13.05 per hour") can pay by the hour and the year."""
_EDGE = words("stop other")
CANDIDATES = words(
    "candidate candidates applicant applicants postholder postholders holder holders appointee appointees employee "
    "person individual what package colleague colleagues return starter starters"
)
"""Of these a text says what the post gets: "the successful candidate will receive"."""
EMPLOYERS = words("council trust school college company authority employer university which that what employment")
"""Of these "pays" tells the post's pay; of other nouns ("a Band D household pays") it does not."""
_EXAMPLES = words("could might saves gets contributes gains")
AVERAGE = words("average typical median mean")
"""Before a word of pay, these make it that of many."""
_AVERAGES = AVERAGE | words("averages averaged typically")
_A_YEAR = {"hour": 2_000.0, "day": 365.0, "week": 53.0, "month": 12.0, "year": 1.0}
_SAYING = words("could can may might must will who whose living save saved claim claimed")
_TITLE = words("word soft dash colon and comma open close slash circa from upto pay gradeword point_mark")
MOST_IN_TITLE = 6
"""Unknown words that a job title before an amount may have."""


def is_post(word: str) -> bool:
    """Tell whether a word names a post, in singular or plural."""
    return word in POSTS or (word.endswith("s") and word[:-1] in POSTS)


def is_evidence(mark: Item) -> bool:
    """Tell whether a mark speaks of pay; a starting salary bounds it too."""
    return mark.kind in EVIDENCE or mark.value == "pay"


def names_post(marks: list[Item]) -> bool:
    """Tell whether unknown words among some marks name a post."""
    return any(item.value == "post" or (item.kind == "word" and is_post(item.value)) for item in marks)


def titled(before: list[Item]) -> bool:
    """Tell whether marks are a post's title and nothing else: "Head of Legal Services", "Planner - Trees"."""
    named = [item for item in before if item.kind == "word"]
    others = all(item.kind in _TITLE or item.value in {"of", "for", "post"} for item in before)
    return others and len(named) <= MOST_IN_TITLE and names_post(before)


def is_people(item: Item) -> bool:
    """Tell whether a mark names others than those who hold a post."""
    return item.value == "people" or (item.kind == "word" and item.value in PEOPLE)


def of_people(before: list[Item]) -> bool:
    """Tell whether a sentence speaks of others: "Families could receive", "Residents on less than"."""
    on = [item.kind for item in before[1:3]]
    staff = before[:1] != [] and (before[0].kind == "count" or before[0].value in _STAFF)
    if staff and on[:1] == ["link"] and on[1:] in (["upto"], ["from"]):
        return True
    at = next((at for at, item in enumerate(before[:2]) if is_people(item)), None)
    then = before[at + 1] if at is not None and at + 1 < len(before) else None
    return then is not None and (then.kind in {"link", "plus", "upto", "from"} or then.value in _SAYING)


def given_to_others(before: list[Item]) -> bool:
    """Tell whether a sentence says what somebody else gets: "The successful bidder will receive £45,000 per annum"."""
    at = next((at for at, item in enumerate(before) if item.value == "offer"), 0)
    while at > 0 and ((before[at - 1].kind == "link" and not before[at - 1].value) or before[at - 1].value in _SAYING):
        at -= 1
    named = at > 0 and before[at - 1].kind == "word" and before[at - 1].value not in CANDIDATES | EMPLOYERS
    return named and not names_post(before[:at])


def averaged(before: list[Item]) -> bool:
    """As in "Workers in hospitality average £22,300"."""
    last = next((item for item in reversed(before) if item.kind != "link" and item.value != "being"), None)
    return len(before) > 1 and last is not None and last.kind == "word" and last.value in _AVERAGES


def _own_period(found: list[Item], figure: Figure) -> bool:
    return any(item.kind == "period" for item in found[figure.last + 1 : figure.last + 3])


def _many_for(found: list[Item], first: int) -> bool:
    """As in "2 for £10"."""
    number = found[first - 2].number if first > 1 and found[first - 1].value == "for" else None
    return number is not None and number.currency is None


def supposed(found: list[Item], figure: Figure) -> bool:
    """As in "A family on £40,000 could get", "on £28,000 saves": an example of somebody with so much."""
    after = found[figure.last + 1] if figure.last + 1 < len(found) else None
    return after is not None and (after.value in _EXAMPLES or after.value in {"past", "verb"})


def _note(found: list[Item], figure: Figure) -> bool:
    """As in "£20 note found": whole pounds of no period right before a thing."""
    after = found[figure.last + 1] if figure.last + 1 < len(found) else None
    bare = not figure.ranged and figure.low < MOST_NOTE and figure.low == int(figure.low)
    if bare and not _own_period(found, figure) and (figure.low < LEAST_HOURLY or _many_for(found, figure.first)):
        return True
    return bare and after is not None and after.kind == "word" and not is_post(after.value)


def sentence_before(found: list[Item], first: int) -> list[Item]:
    """The marks of a sentence that stand before an index."""
    start = first
    while start and found[start - 1].kind not in _EDGE:
        start -= 1
    return found[start:first]


def priced(found: list[Item], figure: Figure, start: int) -> bool:
    """Tell whether an amount of a short text is no pay by what it is the price of, or by what it is paid per."""
    sentence = sentence_before(found, figure.first)
    if _per_thing(found, figure) or given_to_others(sentence) or _note(found, figure):
        return True
    before = found[max(start, figure.first - len(sentence)) : figure.first]
    thing = max((at for at, item in enumerate(before) if _thing(before, at)), default=-1)
    if thing >= 0 and is_service(before, before[thing], figure):
        return False
    if _called_pay(found, figure) or _headed(before, figure) or _names_pay(before[thing + 1 :]):
        return False
    if thing >= 0:
        return before[thing].kind != "extra" or _small(figure)
    if not any(item.kind == "word" for item in before):
        return False
    return (
        figure.period is None
        or _misfit(figure)
        or (_let_for(figure) and not any(is_evidence(item) for item in _rest(found, figure)))
    )


def _names_pay(marks: list[Item]) -> bool:
    return any(is_evidence(item) for item in marks) or names_post(marks)


def _misfit(figure: Figure) -> bool:
    return figure.period is not None and not plausible(figure, figure.period)


def _let_for(figure: Figure) -> bool:
    """Tell whether things are let and sold at such a rate, and hardly a post is paid it."""
    if figure.stated and figure.period in _UNCERTAIN:
        return True
    return figure.period == "hour" and (
        figure.low < LEAST_HOURLY or (figure.high > MOST_UNSTATED and not figure.stated)
    )


def is_service(before: list[Item], mark: Item, figure: Figure) -> bool:
    """Tell whether a noun names the service a post is in, as a field says it, and no thing with a price."""
    if mark.value != "service" or not figure.stated:
        return False
    least, most = SERVICE_PAY.get(figure.period, (1.0, 0.0))
    return least <= figure.low and figure.high <= most and all(item.kind != "link" for item in before)


def _called_pay(found: list[Item], figure: Figure) -> bool:
    """As in "£30,000 salary", "£14.50 per hour (teacher rate)": the noun follows."""
    at = figure.last + 1
    while at < len(found) and found[at].kind in {"period", "open"}:
        at += 1
    return at < len(found) and found[at].kind in EVIDENCE


def _headed(before: list[Item], figure: Figure) -> bool:
    """Tell whether a range of a year's pay follows a comma or a dash: "£4.2 million budget, £65,000-£70,000"."""
    return figure.ranged and figure.low >= MOST_SMALL and before[-1:] != [] and before[-1].kind in {"comma", "dash"}


def carried(found: list[Item], dropped: Figure, figure: Figure) -> bool:
    """Tell whether an amount goes on telling of what one before it was: "A penalty of £150, reduced to £75"."""
    between = found[dropped.last + 1 : figure.first]
    if _names_pay(between) or any(item.kind in _EDGE for item in between):
        return False
    own = any(item.kind == "period" for item in found[figure.last + 1 : figure.last + 3])
    if figure.stated and own and figure.period == "hour":
        return False
    other_span = figure.stated and dropped.stated and dropped.period != figure.period and figure.period in _UNCERTAIN
    return other_span or figure.high < MOST_STEP * dropped.high or _same_by_the_year(dropped, figure)


def _same_by_the_year(one: Figure, other: Figure) -> bool:
    """As in "£32 per month, £320 per year": what is paid by the month costs no more by the year."""
    if not (one.stated and other.stated and other.period == "year" and one.period in _A_YEAR):
        return False
    return other.high <= _A_YEAR[one.period] * one.high


def _rest(found: list[Item], figure: Figure) -> list[Item]:
    """The marks behind an amount, to the end of its sentence."""
    last = figure.last + 1
    while last < len(found) and found[last].kind not in _EDGE:
        last += 1
    return found[figure.last + 1 : last]


def _per_thing(found: list[Item], figure: Figure) -> bool:
    """As in "£300 per household", "£480 per week per child": no post is paid so."""
    at = figure.last + 1
    at += at < len(found) and found[at].kind == "period"
    return at + 1 < len(found) and found[at].kind == "per" and found[at + 1].kind in {"word", "count"}


def _thing(before: list[Item], at: int) -> bool:
    item = before[at]
    if item.kind == "notpay":
        return item.value != "before"
    if item.value == "fee":
        return at > 0 and (
            before[at - 1].kind == "extra" or (before[at - 1].kind == "word" and not is_post(before[at - 1].value))
        )
    if item.kind == "word" and item.value == "contract":
        return at > 0 and before[at - 1].kind == "word" and before[at - 1].value not in _TERMS
    if at and before[at - 1].value == "of" and names_post(before[:at]):
        return False
    return item.kind == "extra" or (
        item.kind == "word" and not {item.value, item.value.removesuffix("s")}.isdisjoint(_PRICED)
    )


def _small(figure: Figure) -> bool:
    return figure.high < MOST_SMALL and not (figure.stated and figure.period == "hour")
