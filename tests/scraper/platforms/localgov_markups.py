"""The block of adverts beside an article, in many markups: what a person reads is the same in all of them."""

import tomllib
from dataclasses import dataclass
from html import escape

from tests.conftest import FIXTURES

SITE = "https://www.localgov.co.uk/An-article/42042"


@dataclass(frozen=True)
class Ad:
    """One advert as the page's text has it, and the place that stands at the end of its summary line."""

    title: str
    organisation: str
    salary: str
    summary: str
    recruiter: str
    location: str | None

    @property
    def row(self) -> tuple[str, str, str | None, str | None, tuple[str, ...]]:
        """Title, recruiter, the organisation where it is another one, pay, places."""
        other = self.organisation if self.organisation != self.recruiter else ""
        place = (self.location,) if self.location else ()
        return (self.title, self.recruiter, other or None, self.salary or None, place)

    def shown(self, card: str, number: int) -> str:
        """Its texts put into the markup of one card."""
        for name in ("title", "organisation", "salary", "summary", "recruiter"):
            card = card.replace("{" + name + "}", escape(getattr(self, name), quote=False))
        return card.replace("{number}", str(90000 + number))


ESSEX = "Essex County Council"
SEED = (
    Ad(
        "Executive Director of Place and Customer",
        ESSEX,
        "up to £179,404 per annum",
        "Shape the Future of Essex. Drive climate action. Deliver for our communities. Essex",
        ESSEX,
        "Essex",
    ),
    Ad(
        "Director of Social Work and Social Care",
        "Trafford Council",
        "£100,731 to £104,625",
        "A team that lives its values, with leadership that can be seen and that answers. Manchester",
        "Trafford Council",
        "Manchester",
    ),
    Ad(
        "Housing Ombudsman",
        "Housing Ombudsman Service",
        "£130,095 per annum, negotiable based on experience.",
        "Work in the London office, at home, or in a mix of the two London (Greater)",
        "Housing Ombudsman Service",
        "London (Greater)",
    ),
    Ad(
        "Overview & Scrutiny Committee Member (Young Person Co-optee)",
        "Oxfordshire County Council",
        "Volunteer role",
        "Are you 16–25 and would you speak up for young people in Oxfordshire? We look for two co‑opted members of our"
        " Education and Young People Overview and Scrutiny Committee, for two years, running from June 2 Oxford",
        "Oxfordshire County Council",
        "Oxford",
    ),
    Ad(
        "Senior Business Support Administrator",
        ESSEX,
        "£26927.00 - £31678.00 per annum",
        "Senior Business Support AdministratorFixed Term, Full Time£26,927 to £31,678 per annumLocation",
        ESSEX,
        None,
    ),
)
SECOND = (
    Ad(
        "Clerk - Brook Lane Junior School",
        "Sandwell Metropolitan Borough Council",
        "£24,313 - £28,785",
        "A small and friendly office looks for somebody who likes order. Sandwell, West Midlands",
        "Sandwell Metropolitan Borough Council",
        "Sandwell, West Midlands",
    ),
    Ad(
        "Network/ICT Manger - Hilltop Primary School",
        "Sandwell Metropolitan Borough Council",
        "SCP 18-25 £24.313 - £28.785 (p.a. pro rata)",
        "You will look after computers in every classroom. Sandwell, West Midlands",
        "Sandwell Metropolitan Borough Council",
        "Sandwell, West Midlands",
    ),
    Ad(
        "Practice Consultant",
        "Brent Council",
        "£45,585 - £48,492 p.a. inc.",
        "Write to us soon.  Wembley, London (Greater)",
        "Brent Council",
        "Wembley, London (Greater)",
    ),
)

FOLDER = FIXTURES / "localgov"
CARDS: dict[str, dict[str, str]] = {
    one["name"]: one for one in tomllib.loads((FOLDER / "markups.toml").read_text(encoding="utf-8"))["markup"]
}
PAGE = (FOLDER / "article.html").read_text(encoding="utf-8")
"""An article that speaks of recruiters and pay, the box to sign up, the block, a banner, a foot."""


def block(markup: str, ads: tuple[Ad, ...]) -> str:
    """The adverts in one markup, without anything round them."""
    one = CARDS[markup]
    return one["before"] + "".join(ad.shown(one["card"], number) for number, ad in enumerate(ads)) + one["after"]


def page(inner: str) -> str:
    """A whole page of the site with this block in its side."""
    return PAGE.replace("<!-- the block -->", inner)
