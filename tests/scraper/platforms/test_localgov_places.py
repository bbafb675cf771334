"""Where a summary ends and the place behind it begins: by the last full stop, by markup, or because it is a place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.platforms.helpers.trailing import SHORTEST_CUT, place_at_end

KNOWN = (
    """
Essex|Manchester|London (Greater)|Oxford|York|Durham|England|Surrey|Hull|Bury|Sandwell, West Midlands
Kirklees, West Yorkshire|Wembley, London (Greater)|Tower Hamlets, London (Greater)|Bath and North East Somerset
Newcastle upon Tyne, Tyne and Wear|St Albans, Hertfordshire|St. Albans|Isle of Wight|Stoke-on-Trent|King's Lynn, Norfolk
Stoke-on-Trent, Staffordshire|Kings Lynn & West Norfolk|England, Essex, Chelmsford|North East Lincolnshire|Towcester
Northallerton, North Yorkshire|Barking and Dagenham|Kensington & Chelsea|City of London|London Borough of Camden
Camden (London Borough)|North London|Brighton and Hove|Telford & Wrekin|Southend-on-Sea|Kingston upon Hull|Caerdydd
Cheshire West and Chester|Vale of Glamorgan|Rhondda Cynon Taf|Merthyr Tydfil|Swansea / Abertawe|Glasgow City|Edinburgh
Argyll and Bute|Kirkwall, Orkney|Na h-Eileanan Siar|Derry|Belfast|Lisburn|Newtownards|Co. Durham|County Durham
Leeds and Bradford|Leeds / York|Norwich NR1 2DH|Hertford, Hertfordshire, SG13 8DF
""".strip()
    .replace("\n", "|")
    .split("|")
)
ADDRESSES = ["Civic Centre, Wembley", "Shire Hall, Warwick", "Town Hall, Mulberry Place, E14 2BG"]
"""No table has them: only a full stop or the markup can set them apart."""
INSTEAD = [
    "Homeworking",
    "Nationwide",
    "Various locations",
    "Hybrid",
    "Remote",
    "UK wide",
    "Borough-wide",
    "Home based",
]


@pytest.mark.parametrize("place", KNOWN + ADDRESSES + INSTEAD)
def test_a_place_behind_the_last_sentence_is_found(place: str) -> None:
    for sentence in (
        "We care. Apply now.",
        "Would you like to know more?",
        "Come and see!",
        "He said “yes.”",
        "And so on…",
    ):
        assert place_at_end(f"{sentence} {place}") == place


@pytest.mark.parametrize("place", KNOWN)
def test_a_known_place_behind_a_summary_cut_in_mid_sentence_is_found(place: str) -> None:
    for cut in ("a hybrid of the two", "two years, running from June 2", "would you like to work with a group of won"):
        assert place_at_end(f"{cut} {place}") == place


CUT = "A" + " long text about the work" * 6
"""Longer than boards let a summary be, so that its end is a cut."""


@pytest.mark.parametrize(
    "word", ["in", "of", "for", "the", "and", "to join", "develop the", "with a", "is", "Temporary", "June 2"]
)
def test_where_the_text_was_cut_any_word_may_come_before_the_place(word: str) -> None:
    assert len(CUT) > SHORTEST_CUT
    assert place_at_end(f"{CUT} {word} Durham") == "Durham"


@pytest.mark.parametrize(
    "text",
    [
        "Join Essex County Council",
        "We want you. Join Essex County Council",
        "We want you. Join Essex",
        "Love Manchester",
        "A career in Essex",
        "Shape the future of Essex",
        "You will speak up for young people in Oxfordshire",
        "We look for people who would work with Sport England",
        "Starts at the end of March",
        "Help pupils with their Maths and Reading at home",
        "This post is for a Senior Social Worker",
        "Support our Children and Young People Scrutiny Committee",
        "We want you. Apply Now",
        "We want you. Closing Date",
        "We want you. Senior Social Workers",
        "We want you. Monday",
        "We want you. Full Time",
        "We want you. Grade 7",
        "We want you. PO3",
        "We want you. Essex Cares",
        "We want you. Brent Council",
        "We want you. North",
        "We serve the people of Kent.",
        "Works closely with the mayor of Greater Manchester.",
        "a busy primary school. No",
        "Look after computers in every classroom",
        "",
        ".",
        "Location",
    ],
)
def test_what_belongs_to_the_sentence_is_no_place(text: str) -> None:
    assert place_at_end(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Senior AdministratorFixed Term, Full Time£26,927 to £31,678 per annumLocation",
        "Social WorkerPermanent, Full Time in Essex£40,000 per annumLocation",
        "Crossing PatrolPermanent, Term Time£13.00 per hourLocation",
        "Adviser - Mid EssexPermanent, Part Time£30,000 per annum (FTE)Location",
        "Adviser, ChelmsfordPermanentLocation:",
    ],
)
def test_the_bare_label_of_a_place_names_none(text: str) -> None:
    assert place_at_end(text) is None


@pytest.mark.parametrize(
    "text", ["Full TimeLocationChelmsford", "Full Time Location: Chelmsford", "Permanent, based - Chelmsford"]
)
def test_a_label_before_the_place_is_left_out(text: str) -> None:
    assert place_at_end(text) == "Chelmsford"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Come soon. Snodbury Magna", "Snodbury Magna"),
        ("Come soon. Snodbury Magna, Norfolk", "Snodbury Magna, Norfolk"),
        ("Come soon. Snettlethorpe", "Snettlethorpe"),
        ("Come soon. County Hall", "County Hall"),
        ("Come soon. Snod", None),
        ("Come soon to Snodbury Magna", None),
        ("Come soon. Essex.", "Essex"),
        ("Come soon.Essex", "Essex"),
        ("Come soon.) Essex", "Essex"),
        ("Essex", "Essex"),
        ("Wembley, London (Greater)", "Wembley, London (Greater)"),
    ],
)
def test_places_that_no_table_has_need_their_shape_and_a_full_stop(text: str, place: str | None) -> None:
    assert place_at_end(text) == place


def test_what_the_markup_sets_apart_is_a_place_whatever_the_sentence() -> None:
    text = "A career in Essex"
    assert place_at_end(text, [text.index("Essex")]) == "Essex"
    assert place_at_end("A career with Read", [14]) is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.lists(st.integers(0, 250), max_size=5).map(sorted))
def test_a_place_is_always_the_end_of_the_text(text: str, apart: list[int]) -> None:
    tidy = " ".join(text.split())
    place = place_at_end(tidy, apart)
    assert place is None or tidy.rstrip(" ,.").endswith(place.rstrip(" ,."))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["work", "with", "people", "and", "care", "for", "those", "who", "need", "it"]), min_size=3
    )
)
def test_a_text_without_names_has_no_place(words: list[str]) -> None:
    text = " ".join(words)
    assert place_at_end(text) is None
    assert place_at_end(f"{text}. {text.capitalize()}") is None
    assert place_at_end(f"{text} Essex") == "Essex" or words[-1] == "for"
