"""What the labels of councils' adverts mean: a table from label to field. Pure data with one look-up."""

import re

from msgspec import Struct

from scraper.platforms.helpers.label_words import field_of

WORDED = 3
"""Rank of a label that only its words tell: weaker than any that the table has."""


class Meaning(Struct, frozen=True):
    """The field a label stands for.

    Attributes:
        field: a field of Advert; "location_text" for one place; "pattern_text", "grade_text" and "weeks_text" for the
            parts that join contract, salary and hours.
        rank: 0 for the plain name; the higher, the weaker a hint.
        frame: how a bare number reads with its label: "Grade {}".
    """

    field: str
    rank: int
    frame: str = "{}"


_TABLE = """
salary_text 0: salary | pay | wage | remuneration | cyflog | salary details | salary information
salary_text 0: salary (per annum) | annual salary | starting salary | rate of pay
salary_text 0: hourly rate | pay rate | salary per annum | salary/wage
salary_text 0: full time salary | fte salary | advertised salary | salary description | display salary | pay details
salary_text 0: full time equivalent salary
salary_text 1: salary range | pay range | salary band | salary from | salary scale | pay scale | salary/grade
salary_text 1: grade/salary | grade & salary | grade and salary | salary & grade | salary and grade | salary package
salary_text 1: rate | allowance | salary grade | ystod cyflog
salary_text 2: pay scheme | compensation | stipend | fee | actual salary | pro rata salary | salary (pro rata)
grade_text 0: grade | pay grade | job grade | band | pay band | post grade | gradd | grade/band | salary grade | scale
grade_text 0: scp | spinal column point
location_text 0: location | job location | lleoliad | work location | place of work | job locations | location(s)
location_text 0: locations | workplace | work base | base | location of work | employment location | primary location
location_text 0: location name | main location | job base
location_text 0: location description | job town
location_text 1: town | town/city | area | site | address | postcode | office location | school | geographic location
location_text 1: city | based at | work address | postal code
location_text 2: county | region | location type
closing_text 0: closing date | closing | closes | close date | dyddiad cau | application closing date
closing_text 0: advert end date | apply by | deadline | closing date for applications | application deadline
closing_text 0: closing date/time | closing date and time | closing on | applications close | date closing
closing_text 0: job closing date | vacancy closing date | closing time | advert closing date | closing date & time
closing_text 0: last date for applications | apply before | closes on | end date for applications
closing_text 1: expiry date | expires | expires on | date closes | advert close date | valid until
closing_text 1: advert expiry date | expiry | expires at | advertising end date | expiry datetime | expiration date
closing_text 1: last date to apply | final date for applications | final date for receipt of applications
posted_text 0: date posted | posted | posted on | posting date | date advertised | advert start date | published
posted_text 0: publication date | opening date | date published | advertised | advertised on | start of advert
posted_text 0: dyddiad hysbysebu | listed | date listed
posted_text 1: publish on | published at | start date of advert | open date
posted_text 1: date added | posted date | go live date | live date
starts_text 0: start date | job start date | expected start date | date of commencement | commencing
starts_text 0: commencement date | starting date | proposed start date | anticipated start date | required from
starts_text 0: dyddiad dechrau | preferred start date | to start
interview_text 0: interview date | interview dates | interview date(s) | interviews | date of interview
interview_text 0: interviews to be held | interview | provisional interview date | assessment date | dyddiad cyfweliad
interview_text 0: shortlisting and interview dates
contract_text 0: contract type | contract | type of contract | employment type | job type | math o gontract
contract_text 0: contract status | employment | position type | vacancy type | type of employment | contract length
contract_text 0: contract term | contract terms | tenure | basis | employment status | job status | appointment type
contract_text 0: type | contract duration | employment basis | duration
pattern_text 0: working pattern | work pattern | full time/part time | full-time/part-time | patrwm gwaith
pattern_text 0: shift pattern | time basis | full or part time | part time/full time | full/part time
pattern_text 0: working patterns | schedule
pattern_text 1: term time | work schedule | flexible working | working arrangement
hours_text 0: hours | working hours | hours per week | hours of work | contracted hours | weekly hours | oriau
hours_text 0: number of hours | contract hours | hours worked | hours/weeks | working hours per week | hours a week
hours_text 0: hours per week/weeks per year | hours of work per week | hours (per week) | total hours | standard hours
hours_text 0: oriau gwaith | hours/week
hours_text 1: working time
weeks_text 0: weeks per year | working weeks | weeks | weeks worked | weeks per annum
reference_text 0: reference | job reference | vacancy reference | reference number | ref | job ref | vacancy id
reference_text 0: vacancy ref | ref no | job id | job reference number | vacancy reference number | post reference
reference_text 0: requisition id | requisition number | cyfeirnod | job number | vacancy number | vacancy no
reference_text 0: reference no | job ref no | advert reference | reference code | req id | role id
reference_text 1: post number | position number | post no | post ref | position id | job code | requisition
recruiter_text 0: employer | organisation | recruiter | recuriter | company | employer name | organisation name
recruiter_text 0: council | cyflogwr | organization | hiring organisation | sefydliad | school name | published by
recruiter_text 0: recruiting organisation | authority | company name | local authority
recruiter_text 0: recruiter name | school or trust | trust
recruiter_text 1: business unit | posted by | name of school
advertiser_text 0: advertiser | on behalf of | agency | advertised by | recruitment agency
category_text 0: category | job category | categories | sector | job family | occupation | occupational group
category_text 0: discipline | profession | job function | function | work area | job sector | type of work | job group
category_text 0: industry | vacancy category | role category
category_text 1: department | directorate | service | service area | division | team | adran | service/department
category_text 1: department/service | job role | job roles | role type
posts_text 0: number of posts | no of posts | number of positions | number of vacancies | positions available
posts_text 0: vacancies | no. of posts | number of roles | no of positions | posts available | posts
posts_text 0: number of openings | positions | no. of vacancies | number of jobs | no of vacancies
posts_text 0: number of posts available
workplace_text 0: workplace type | remote working | hybrid working | working style | work style | remote
workplace_text 0: work arrangement | worker type | work setting | working location | home working | agile working
workplace_text 0: worksite | workstyle | remote options | hybrid | homeworking
title 0: job title | vacancy title | post title | position title | teitl y swydd | role title
title 1: title | post | vacancy
"""
"""One line a rank of a field: 0 for its plain names; the labels between bars, in lower case."""
_FIELDS = {"reference_text": "reference"}
_FRAMES = {"grade_text": "Grade {}", "weeks_text": "{} weeks per year"}
_DROPPED = re.compile(r"[\s\u00a0]+|[*:：]+$")
_IN_BRACKETS = re.compile(r" ?\([^()]{0,40}\)$")


def _rows() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for row in _TABLE.strip().splitlines():
        key, _, labels = row.partition(": ")
        name, rank = key.split(" ")
        for label in labels.split(" | "):
            found.setdefault(label, Meaning(_FIELDS.get(name, name), int(rank), _FRAMES.get(name, "{}")))
    for label in [one for one in found if " " in one]:
        found.setdefault(label.replace(" ", ""), found[label])
    return found


_MEANINGS = _rows()


_BARE = frozenset({"salary", "location", "hours", "grade", "reference", "employer", "contract", "lleoliad", "cyflog"})


def is_unmistakable(label: str) -> bool:
    """Tell whether a line that is just this label, with no colon and no mark-up, stands over a value.

    One common word may as well be a menu ("Posts", "Council", "Type"); two or more are a label.
    """
    known = meaning(label)
    return known is not None and known.rank == 0 and (" " in label.strip() or label.strip().casefold() in _BARE)


def meaning(label: str) -> Meaning | None:
    """Return what a label means; case, white space, its colon and what stands in brackets after it do not matter."""
    if len(label) > 60:
        return None
    plain = _DROPPED.sub(" ", label).strip(" .-–").casefold()
    return _MEANINGS.get(plain) or _MEANINGS.get(_IN_BRACKETS.sub("", plain)) or _worded(plain)


def _worded(plain: str) -> Meaning | None:
    field = field_of(plain)
    return Meaning(field, WORDED, _FRAMES.get(field, "{}")) if field else None
