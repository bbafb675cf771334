"""Welsh titles in English, and whether a text is Welsh: councils of Wales place an advert in both languages."""

import re

_WORDS = """
    swyddog officer; rheolwr manager; cynorthwyydd assistant; gynorthwyydd assistant; cymhorthydd assistant
    cynorthwyol assistant; gynorthwyol assistant; athro teacher; athrawes teacher; athrawon teacher; pennaeth head
    bennaeth head; gweithiwr worker; weithiwr worker; gweithwraig worker; cymdeithasol social; gymdeithasol social
    gofal care; ofal care; cymorth support; gymorth support; cefnogi support; glanhawr cleaner; glanhawraig cleaner
    glanhau cleaner; cogydd cook; gogydd cook; gofalwr caretaker; cydlynydd coordinator; gydlynydd coordinator
    cyfreithiwr solicitor; cyfrifydd accountant; cynllunio planning; gynllunio planning; tai housing; dai housing
    dysgu teaching; addysgu teaching; addysg education; busnes business; fusnes business; technegydd technician
    llyfrgell library; llyfrgellydd librarian; gyrrwr driver; yrrwr driver; peiriannydd engineer
    seicolegydd psychologist; therapydd therapist; galwedigaethol occupational; nyrs nurse; arweinydd leader
    dirprwy deputy; ddirprwy deputy; prif principal; brif principal; uwch senior; oedolion adult; blant children
    ieuenctid youth; iechyd health; amgylchedd environmental; amgylcheddol environmental; trwyddedu licensing
    cyllid finance; gyllid finance; gweinyddol administrator; weinyddol administrator; gweinyddwr administrator
    clerigol clerical; clerc clerk; derbynnydd receptionist; goruchwyliwr supervisor; goruchwylydd supervisor
    ymarferydd practitioner; achubwr lifeguard; ymgynghorydd adviser; cynghorydd adviser; dadansoddwr analyst
    digidol digital; caffael procurement; prosiect project; brosiect project; gwasanaeth service; gwasanaethau service
    cwsmer customer; cwsmeriaid customer; priffyrdd highway; ailgylchu recycling; sbwriel refuse; parcio parking
    gorfodi enforcement; ysgol school; cynradd primary; gynradd primary; uwchradd secondary; dosbarth class
    cymunedol community; gymunedol community; preswyl residential; lefel level; arlwyo catering; domestig domestic
    fferyllydd pharmacist; ffisiotherapydd physiotherapist; porthor porter; ysgrifennydd secretary; meddygol medical
    cartref home; gartref home; safonau standard; masnach trading; derbyniadau admission; mathemateg mathematic
    hanes history; gwyddoniaeth science; saesneg english; parhaol permanent; mamolaeth maternity; tymor term
    rhan part; rhanamser part; amser time; llawn full; cynhwysiant inclusion; hamdden leisure; arholiadau examination
    yn in; ar on; ac and; yr the; swydd post; prentis apprentice; brentis apprentice; peripatetig peripatetic
"""
WORDS: dict[str, str] = dict(pair.split() for line in _WORDS.strip().splitlines() for pair in line.split(";"))
"""Welsh words of titles, mutated forms among them, and the English ones that matching knows."""
PHRASES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("canol", "dydd"): ("midday",),
    ("blynyddoedd", "cynnar"): ("early", "year"),
    ("wrth", "gefn"): ("relief",),
    ("dro", "dro"): ("temporary",),
    ("bywyd", "lifeguard"): ("lifeguard",),
    ("lifeguard", "bywyd"): ("lifeguard",),
    ("social", "plant"): ("social", "children"),
    ("care", "plant"): ("childcare",),
    ("head", "adran"): ("head", "department"),
    ("home", "caretaker"): ("home", "care", "assistant"),
    ("caretaker", "home"): ("home", "care", "assistant"),
    ("anghenion", "teaching", "ychwanegol"): ("sen",),
    ("anghenion", "dysgu", "ychwanegol"): ("sen",),
}
"""The same for words together, after the single words are English and without a final s: "dros" too."""
TOWNS = {
    "caerdydd": "cardiff",
    "abertawe": "swansea",
    "casnewydd": "newport",
    "wrecsam": "wrexham",
    "caerfyrddin": "carmarthen",
    "hwlffordd": "haverfordwest",
    "caergybi": "holyhead",
    "y barri": "barry",
    "barri": "barry",
    "pen-y-bont ar ogwr": "bridgend",
    "merthyr tudful": "merthyr tydfil",
    "castell-nedd": "neath",
    "y drenewydd": "newtown",
    "aberhonddu": "brecon",
    "y fenni": "abergavenny",
    "trefynwy": "monmouth",
    "cas-gwent": "chepstow",
    "dinbych": "denbigh",
    "rhuthun": "ruthin",
    "y rhyl": "rhyl",
    "yr wyddgrug": "mold",
    "y fflint": "flint",
    "aberteifi": "cardigan",
    "dinbych-y-pysgod": "tenby",
    "aberdaugleddau": "milford haven",
    "bae colwyn": "colwyn bay",
    "caerffili": "caerphilly",
    "treforys": "morriston",
    "y trallwng": "welshpool",
    "llanfair-ym-muallt": "builth wells",
    "abergwaun": "fishguard",
    "doc penfro": "pembroke dock",
    "penfro": "pembroke",
}
"""Towns of Wales by their Welsh names."""
_COMMON = re.compile(
    r"\b(?:yn|yr|am|gyda|swydd|rydym|wythnos|awr|cyflog|ein|bydd|mae|oriau|neu|eich|chi|ydych|chwilio)\b"
)
LEAST_WELSH = 4
"""Different common words of Welsh that a Welsh text has: "am" and "neu" may stand in any."""


def town(name: str) -> str:
    """Return a town's English name in lower case."""
    return TOWNS.get(name, name)


def is_welsh(text: str) -> bool:
    """Tell whether a text is Welsh more than anything else, by its commonest words."""
    return len(set(_COMMON.findall(text.lower()))) >= LEAST_WELSH
