"""Words that the generator of adverts builds vacancies from."""

TRUSTS = ("Oak Learning Trust", "Beacon Academies Trust", "Horizon Education Trust", "Summit Learning Trust")
FIRST = (
    *("Oakfield", "Riverside", "Meadow", "Hillcrest", "Beech", "Willow", "Ashgrove", "Elmwood", "Highfield", "Kings"),
    *("Queens", "Abbey", "Priory", "Castle", "Manor", "Orchard", "Bridge", "Mill", "Park", "Station", "Whitestone"),
    *("Larkrise", "Foxhill", "Greenway", "Harbour", "Kestrel", "Lowfield", "Northgate", "Rosehill", "Springwell"),
)
SCHOOLS = ("Primary School", "Academy", "Junior School", "Infant School", "High School", "College")
BUILDINGS = ("House", "Centre", "Library", "Depot", "Lodge", "Hub")
SCHOOL_ROLES = (
    *("Teaching Assistant", "Class Teacher", "Caretaker", "Midday Supervisor", "School Business Manager", "Cook"),
    *("Teacher of Mathematics", "Teacher of English", "Headteacher", "Learning Support Assistant", "Cleaner"),
)
ROLES = (
    *("Social Worker", "Planning Officer", "Housing Officer", "Support Worker", "Environmental Health Officer"),
    *("Librarian", "Highways Engineer", "Payroll Officer", "Finance Officer", "Business Support Officer"),
    *("Occupational Therapist", "Care Assistant", "Refuse Driver", "Project Manager", "Solicitor", "Youth Worker"),
    *("Data Analyst", "Benefits Officer", "Building Surveyor", "Customer Service Adviser", "Waste Operative"),
    *("Electoral Services Officer", "Licensing Officer", "Parking Attendant", "Family Support Practitioner"),
    *("Registrar", "Accountant", "HR Adviser", "Procurement Officer", "Democratic Services Officer"),
)
TEAMS = ("Fostering Team", "Assessment Team", "Safeguarding Team", "Duty Team", "Leaving Care Team", "Review Team")
VARIANTS = (
    ("{}", "Senior {}"),
    ("{}", "Assistant {}"),
    ("{} - Level 2", "{} - Level 3"),
    ("Paediatric {}", "Adult {}"),
    ("Deputy {}", "{}"),
    ("{} (Adults)", "{} (Children's)"),
    ("{} - Full Time", "{} - Part Time"),
    ("Lead {}", "{}"),
    ("{} (Days)", "{} (Nights)"),
    ("{} - North Team", "{} - South Team"),
    ("Trainee {}", "{}"),
    ("{} Grade 6", "{} Grade 7"),
)
ACTS = ("manage", "prepare", "review", "support", "deliver", "coordinate", "inspect", "record", "assess", "develop")
THINGS = (
    *("case files", "visits to families", "site surveys", "the weekly rota", "council tax accounts", "lesson plans"),
    *("committee reports", "planning appeals", "tenancy agreements", "risk assessments", "stock and supplies"),
    *("invoices and budgets", "complaints", "community events", "road schemes", "care plans", "training sessions"),
    *("the helpdesk", "contracts with suppliers", "public consultations", "safety checks", "playground duty"),
)
REASONS = (
    *("so that residents get a prompt answer", "together with partner agencies", "to a high standard", "on your own"),
    *("across the whole district", "within a small and friendly group", "under the guidance of a manager"),
    *("with care for detail", "in line with the law", "during the busy season", "for our youngest visitors"),
)
OTHER_WORDS = {
    "manage": "look after",
    "prepare": "draw up",
    "review": "go through",
    "support": "help with",
    "deliver": "provide",
    "coordinate": "organise",
    "assess": "judge",
    "develop": "build up",
    "prompt": "quick",
    "friendly": "welcoming",
    "busy": "peak",
}
BOARD_STOCK = (
    "Apply through {} today and create a free alert for jobs like this.",
    "{} is the home of public service careers, with thousands of vacancies every week.",
    "This advert was placed on {} and the usual conditions of use apply to every applicant.",
)
EMPLOYER_STOCK = (
    "{} is committed to safeguarding and expects all staff to share this commitment.",
    "We welcome applications from all parts of our community. {} is a Disability Confident employer.",
    "Staff of {} enjoy generous leave, the local government pension scheme and flexible working.",
)
AGENCIES = ("Hays", "Reed Recruitment", "Confidential", "Public Sector Staffing Ltd", None)
