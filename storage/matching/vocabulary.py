"""The words of vacancies that matching treats in their own way."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SYNONYMS: dict[str, tuple[str, ...]] = {
    "snr": ("senior",),
    "sr": ("senior",),
    "asst": ("assistant",),
    "assist": ("assistant",),
    "ass": ("assistant",),
    "dep": ("deputy",),
    "princ": ("principal",),
    "prin": ("principal",),
    "assoc": ("associate",),
    "jnr": ("junior",),
    "supv": ("supervisor",),
    "supvr": ("supervisor",),
    "tchr": ("teacher",),
    "wkr": ("worker",),
    "svc": ("service",),
    "maint": ("maintenance",),
    "mgmt": ("management",),
    "mgt": ("management",),
    "dev": ("development",),
    "env": ("environmental",),
    "comm": ("communication",),
    "op": ("operation",),
    "ops": ("operation",),
    "hsg": ("housing",),
    "edn": ("education",),
    "educ": ("education",),
    "regen": ("regeneration",),
    "govt": ("government",),
    "yr": ("year",),
    "mgr": ("manager",),
    "mngr": ("manager",),
    "off": ("officer",),
    "admin": ("administrator",),
    "administrative": ("administrator",),
    "administration": ("administrator",),
    "coord": ("coordinator",),
    "ta": ("teaching", "assistant"),
    "hlta": ("higher", "level", "teaching", "assistant"),
    "lsa": ("learning", "support", "assistant"),
    "sw": ("social", "worker"),
    "ot": ("occupational", "therapist"),
    "hr": ("human", "resource"),
    "ict": ("it",),
    "send": ("sen",),
    "eyfs": ("early", "year"),
    "eys": ("early", "year"),
    "child": ("children",),
    "pediatric": ("paediatric",),
    "centre": ("center",),
    "eng": ("engineer",),
    "tech": ("technician",),
    "exec": ("executive",),
    "dir": ("director",),
    "headteacher": ("head", "teacher"),
    "apprenticeship": ("apprentice",),
    "cleaning": ("cleaner",),
    "driving": ("driver",),
    "planner": ("planning", "officer"),
    "asd": ("autism",),
    "sbm": ("school", "business", "manager"),
    "mfl": ("modern", "language"),
    "hod": ("head", "department"),
    "msa": ("midday", "supervisor"),
    "mdsa": ("midday", "supervisor"),
    "lawyer": ("solicitor",),
    "eyp": ("early", "year", "practitioner"),
    "caseworker": ("case", "worker"),
    "classroom": ("class",),
    "lab": ("laboratory",),
    "lgv": ("hgv",),
    "exam": ("examination",),
    "advisor": ("adviser",),
    "program": ("programme",),
    "inquiry": ("enquiry",),
    "handyman": ("handyperson",),
    "organizer": ("organiser",),
    "licence": ("license",),
    "math": ("mathematic",),
    "swim": ("swimming",),
    "senco": ("sen", "coordinator"),
    "sendco": ("sen", "coordinator"),
    "carer": ("care", "assistant"),
    "groundsperson": ("ground", "maintenance", "operative"),
    "groundsman": ("ground", "maintenance", "operative"),
    "ii": ("2",),
    "iii": ("3",),
    "iv": ("4",),
}
"""Ways of writing the same word, after the plural's s is gone."""

NOISE = _set("""
    a an and at by for from in of on or our the to with as per is be we you your job role post position vacancy
    vacancie opportunity required wanted needed new urgent immediate start apply now hiring join exciting various
    location contract fixed term temporary temp permanent perm ftc maternity cover month year pa annum pro rata
    full part time fulltime parttime ft pt hpw hybrid hour hr hrs week weekly wk up x ref reference re no number
    readvert readvertisement readvertised advertised advertisement uk mf fm m f essential welcome salary
""")
"""Words that say nothing of which post it is; hours and contracts are compared by themselves."""

RANKS = _set("""
    senior deputy assistant head lead leader principal chief trainee apprentice graduate junior associate advanced
    higher specialist supervisor manager director coordinator officer interim relief bank casual night day weekend
    evening paediatric adult children older primary secondary infant nursery male female strategic executive
    supervisory qualified unqualified newly experienced practitioner consultant support trainer volunteer north
    south east west central northern southern eastern western mental physical learning english math mathematic science
    history geography music art drama french spanish german physic chemistry biology computing morning afternoon
    lunchtime breakfast midday grounds tlr team family youth fostering adoption hospital community
""")
"""Words that part sibling roles: a post with one of them is another post than the one without."""

ENDING, STAYING = _set("temporary temp ftc fixed maternity secondment"), _set("permanent perm")
"""Words that say for how long."""

LEADERS = _set("lead leader manager coordinator supervisor member captain")
"""Beside "team" these make a rank of it; the team alone is where the post is, told or not."""

DUTIES = _set("""
    enforcement policy conservation appeal licensing housing homelessness lettings benefit revenue tax payroll finance
    procurement commissioning legal property litigation highway transport traffic parking waste recycling drainage flood
    ecology environmental safeguarding disability autism dementia reablement communication marketing digital data
    security network web event heritage museum library leisure play regeneration estate asset facility fleet
    catering kitchen grounds cemetery bereavement registration electoral democratic scrutiny complaint insurance audit
    risk treasury pension recruitment training contracts
""")
"""Words that name a service or speciality: a post with one of them does other work than the one without."""

GENERAL = _set("""
    officer manager assistant worker teacher advisor adviser senior support service team lead coordinator
    administrator practitioner consultant specialist engineer technician supervisor operative head deputy business
    project development management level social care
""")
"""Words too frequent in titles to find a post by."""

KNOWN = (
    RANKS
    | GENERAL
    | _set("""
    career carer cook clerk cleaner driver planner planter planning housing parking marking teaching tenant
    tenancy trading training grading finance legal law payroll policy police licensing library learning leaning
    caretaker curator surveyor survey solicitor social worker work nurse nursery tutor porter reporter sport
    transport waste water highway street litter refuse recycling revenue benefit benefits tax data digital design
    desk park pay pest test health heath home host hostel hotel garden gardener building builder therapist theatre
    registrar receptionist inspector instructor cover
""")
)
"""Words that stand for themselves: two of them are never one another's misprint."""

COUNTED = _set("""
    level grade band scp year stage ks tier zone ward phase l key form step class l1 room unit route
""")
"""A number after one of these is part of the post's name."""

PLURALS = _set("contracts")
"""Words that mean a duty with their s ("Solicitor - Contracts") and something else without it."""

UNITS = _set("""
    hour hr hrs week wk month year day pa fte pm am k per percent hpw post position vacancy role
""")
"""A number before one of these is hours, pay or length, and no part of the name."""

SITE_NOUNS = _set("""
    school academy college nursery infants juniors house centre center hospital library depot court lodge hub
    clinic museum station surgery theatre office offices campus gardens hostel manor grange cottage villa
    home unit institute pool
""")
"""Words that end the name of a building; a town or a council ends otherwise."""

PHASES = _set("""
    primary secondary junior infant high grammar nursery college academy
""")
"""Words that tell schools of one name apart."""

SITE_FILLERS = _set("""
    primary secondary junior infant high grammar community church of england ce cofe c e rc catholic voluntary
    aided controlled the a an at our and in school academy college special children s family leisure sport health
    care day residential resource head main civic council city town county borough district central local training
    early year years nursery saint sixth form new one trust based join this your contact call registered post
    crown youth art service customer medical front back private executive programme project management cabinet
    leader mayor registry register registrar registration business housing benefit
""")
"""Words beside a site noun that name no particular site."""

EMPLOYER_FILLERS = _set("""
    council county city borough district metropolitan royal london of the and for cc bc dc mbc mdc lb rb cbc nhs
    foundation trust multi academy academie mat school primary secondary junior infant high grammar community
    church england ce cofe c e rc catholic college service group ltd limited plc llp authority combined unitary
    learning education schools s partnership federation saint st
""")
"""Words of employers' names that do not tell one from another."""

NAMELESS = _set("""
    public body sector local care provider leading large major national regional organisation organization employer
    our client health and social council department government a an well known established
""")
"""Words that name nobody: an employer told in nothing else hides ("A public body", "Leading care provider")."""

HIDDEN = _set("""
    confidential anonymou anonymous undisclosed client private agency recruitment recruiter staffing unknown
    interim resourcing recruit locum personnel
""")
"""An employer's name with one of these hides who employs."""

REGION_WORDS = _set("""
    north south east west northern southern eastern western central mid midland midlands of the and humber yorkshire
    london greater anglia england scotland wale wales ireland britain great united kingdom uk gb home county remote
    hybrid nationwide various across multiple location locations site work from based region
    ayrshire glamorgan dyfed gwent clwyd lothian midlothian lanarkshire stirlingshire perthshire tayside grampian
    strathclyde sussex berkshire cumbria cleveland avon humberside bedfordshire northamptonshire merseyside tyneside
    teesside
""")
"""Words of which the names of regions are made: they name no town."""

NO_PERSON = _set("""
    team council service services human resources recruitment recruiting manager head school academy college office
    officer customer contact centre center children adult adults social care support department business director
    teacher principal deputy assistant senior lead leader the our your and for please mr mrs ms miss dr email telephone
    phone hiring talent people learning education finance housing planning county city borough district trust
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday north south east west new early years local area community family health
    duty day centre operations site safeguarding governors chair clerk admin administrator executive job resourcing
    group street road house hall lane park freedom english level special public first
""")
"""Words of job titles, departments and days: two capitals with one of these name nobody."""

NO_TEAM = _set("team service the our unit section department of and for at in")
"""Words that tell no team from another."""
