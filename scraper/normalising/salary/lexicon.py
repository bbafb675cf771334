"""The words of pay: every phrase the grammar knows, as data. A phrase stands in one row, under the kind of mark it is.

Phrases are words in lower case; between two words of a phrase a hyphen, a slash or nothing may stand in the text. The
longest phrase that fits wins. A "notpay before" makes no pay of the amount behind it ("parking £5"), but none of one it
follows ("£26,403, free parking").
"""

_ROWS = """
period year: per annum | pa | p a | annually | annual | per year | a year | yearly | gpa | per yr | each year
period year: pro annum | annual salary | annual pay | annual remuneration | annum | annua | annuall | py | an annum
period year: per ann | per year gross | per calendar year | y flwyddyn
period month: per month | pcm | a month | monthly | per calendar month | p m | pm | each month | pmth
period month: a calendar month
period week: per week | a week | weekly | pw | p w | each week | per wk | wkly
period day: per day | a day | daily | pd | p d | each day | day rate | daily rate | per working day | per diem
period day: daily fee | daily fee of
period hour: yr awr | phr | phour | per hour | an hour | hourly | ph | p h | per hr | each hour | hourly rate | an hr
period hour: for every hour | for each hour | every hour
period hour: p hr | p hour | hour rate | hourly pay | hourly rate of pay | hourly fee | basic hourly rate
period session: per session | a session | per visit | a visit | per shift | a shift | per meeting | per clinic
period session: per lesson | per event | per hearing | per panel | per sleep in | per night | a night | per sleepover
period session: per assessment | per class | per sitting | per case | per call | per duty | per attendance
period session: each session | per ceremony | per examination | per exam | per inspection | per half day | per morning
period session: per afternoon | per evening | per slot | per call out | per placement | per interview | per report
period session: per form | per election | per count | per poll | per by election | per delivered form
period day: for the day | for a day | per 24 hours | per 24 hour shift | per 24 hour period
period session: per game | per match | per engagement | sessional rate | sessional fee | sessional | per workshop
period session: per service | per wedding | per registration | per sleep | per waking night
fte: fte | f t e | wte | full time equivalent | full time full year equivalent | whole time equivalent
fte: full time salary | full time rate | ft salary | full time annual salary | ft equivalent
fte: full time equivalent salary | full time pay | full time equivalence | fulltime equivalent
fte: based on full time hours | based on full time | based on fte | equivalent full time salary | full year equivalent
fte: full time and full year equivalent | full equivalent | fte salary | full time full year
fte: full time full year salary | fulltime salary | f te | full tme equivalent | whole time salary
fte: full year full time equivalent | full time basis | whole time rate
actual: actual | actual salary | actual pay | actual annual salary | actuals | salary actual | actually paid
actual: actual gross | pro rata salary | pro rata equivalent | pro rated salary | prorated salary | prorata salary
actual: pro rata actual | pro rata pay | pro rata annual salary | pro rata salary range | prorated salary range
actual: pro rated salary range | term time salary | part time salary | pro rated equivalent | salary for hours worked
actual: real salary | actual pro rata | actual pro rated | actual prorated | actual prorata | part time equivalent
actual: it is actually | this is actually | which is actually | yours will be | yours would be | for you this is
actual: pro rata value | pro rata amount | takes home | take home | take home pay | pte | actual take home
prorata: pro rata | prorata | prorated | pro rated | pro rota | pro rat | proratad | pro rata'd | pr | pro rate
prorata: pro ratio | prorate | proportionate | pro ratad | prorotta | per rota | pro rata to hours | proprata
prorata: pro ratta | po rata | reduced pro rata
upto: hyd at
upto: less than | under | below | not more than | up to | upto | up to a maximum of | maximum of | up to maximum of
upto: not exceeding | max of | no more than | maximum | to a maximum of | capped at | at most | a maximum of
upto pay: maximum salary
upto: as much as | can go to | can go up to | can stretch to | could stretch to | go as high as
upto: max | up to and including | potentially up to
from: from | starting at | starting from | starts at | starts from | minimum | minimum of | min
from pay: starting salary | minimum salary | starting salary of | commencing salary | start salary | entry salary
from: at least | start at | starting | upwards of | no less than | not less than | in excess of
from: a minimum of | start from | over | above | commencing at
downward: or less | or below | or under | and below
onward: upwards | and above | or above | onwards | or more | and over | and upwards | and up | rising
onward: rising annually
circa: circa | c | ca | approx | approximately | around | about | in the region of | iro | roughly | in the order of
circa: approx of | region of | estimated | est | circ | cira | approximate | approximatly | c a | around about
circa: likely to be | in region of | i r o
rise: with annual increments to | with increments to | by annual increments to | with annual increments up to
rise: with the opportunity to progress to | opportunity to progress to | progress to
rise: with the potential to progress to | rising to | to | rising up to | progressing to | increasing to | going up to
rise: rise to | through to | increasing up to | and rising to | rises to | then rising to | with progression to
rise: progression to | uo to | o | til | until | thru | which rises to
between: between | berween | betwen | bewteen | beetween
and: and
or: or | alternatively
plus: plus | with | as well as | in addition to | additional | together with | along with | extra | on top of
plus: and also
inc: inc | incl | including | inclusive | includes | included | inclusive of | including of | comprising
inc: consisting of
excl: excl | exc | excluding | exclusive | exclusive of | excludes | before | without | not including
extra tlr: tlr | tlrs | t l r
extra: allowance | allowances | bonus | bonuses | supplement | supplements | golden hello | welcome payment
extra: welcome incentive | incentive | incentives | relocation | relocation package | retention | retention payment
extra: retention bonus | premia | joining award | welcome bonus | recruitment bonus | car allowance | travel allowance
extra: market supplement | signing on | market forces supplement | market factor supplement
extra: recruitment and retention | recruitment incentive | mileage | holiday pay | annual leave | leave entitlement
extra: overtime | expenses | subsistence | premium | premiums | vouchers | uplift | enhancement | enhancements
extra: voucher | referral | refer a friend | retainer | standby | stand by | on call | call out | commission | tips
extra: tip | comm | car | sign on | sen allowance | first aid allowance | sacrifice | salary sacrifice
extra: market premium | lump sum | joining bonus | golden handshake | hello | reimbursement | recruitment payment
extra: welcome | annual bonus | training allowance | weighting | clothing allowance | tool allowance
extra: payment on completion | recompense | holiday | holidays | accrued holiday | supplementary payment
extra: market adjustment | market forces | lease car | lump | shift allowance | essential car user | essential user
extra: essential car user allowance | essential user allowance | ecu | home working allowance | car user allowance
extra: pay supplement | salary supplement | per mile | a mile | sleep in | sleep ins | sleep in allowance
extra: pension contribution | pension contributions | employer pension | pension | sleepover | sleepovers | sen
extra: weekend working allowance | incentive payment | one off payment | non consolidated payment | non consolidated
extra: responsibility allowance | honorarium payment | professional fees | relocation assistance | removal expenses
extra: long service award | refer a friend scheme | sleep in payment | sleep in shift | sleep in shifts
extra: long service awards | long service awards of | awards of | gift voucher | gift vouchers | gift card
extra: completion payment | completion payments | standby payment | standby allowance | broadband | call out fee
extra: sleep in rate | cash alternative | cash equivalent | cash in lieu | car cash alternative | cash option
ote: with overtime | including overtime | inc overtime | overtime included | with allowances
ote: ote | on target earnings | o t e | earning potential | earnings potential | potential earnings
ote: realistic earnings
notpay: winner | prizes | life assurance | assurance | reserves | penalty notice | penalty notices | dbs check
notpay: dbs fee | registration fee | membership fee | entry fee | joining fee | licence fee | dbs cost | houses
notpay: budget | budgets | turnover | funding | funded | grant | grants | fundraising | capital
notpay: investment | revenue | income | portfolio | expenditure | spending | savings | cost | costs | costing | price
notpay: prices | priced | worth of | valued | value | debt | loan | loans | donation | donations | target | targets
notpay service: programme | project | projects | scheme | schemes | care home | property | properties | charity
notpay service: estate
notpay: fine | fines | fined | rent | rents | tax | membership | fee of | fees | discount | discounts | prize
notpay: scholarship | scholarships | bursary | bursaries | tuition | insurance | threshold | deposit | assets
notpay: schemes | contract value | contracts worth | worth | fund | funds | million | billion | charges
notpay: compensation claims | tickets | ticket | subscription | contributions | contribution | sponsorship
notpay: per child | reward | award of | funding of | application fee | levy | repairs | refurbishment | benefits worth
notpay: surplus | deficit | profit | profits | sales | takings | procurement | bill | bills | penalty
notpay: contract value of | framework | procurement of | penalty of | penalties | permit fee | house price in
notpay: settlement | charge | charged | council tax | house prices | housing stock
notpay: penalty charge notice | penalty charge notices | charge notice | charge notices | notices | invoice | invoices
notpay: orders | purchase order | purchase orders | attendance of | attendances | contract sum | transactions
notpay: payments of | claims | spend of | minibus | voucher | vouchers | average house price | house price | indemnity
notpay: universal credit | sums over | sums of | insurance cover | cover of | precept | repayment | repayments
notpay before: parking | parking permit | permit | permits | accommodation | lodging | gym membership | hire | room hire
notpay before: pitch hire | hire charges | lessons | bus
notpay before: nursery fees | nursery places | nursery places from | bus pass | travel pass | business rates | insured
notpay before: instalments | expenses | travel expenses | interview expenses | travel expenses to interview
notpay before: interview travel expenses | rateable value | minimum order | repay | crb | dbs | crb dbs
notpay verb: authorise | authorising | approve | approving
notpay verb: save | saving | raise | raised | raising | raises | invest | invested | investing | spend | spends
notpay verb: spent | fundraise | fundraised | generates | generate | generated | generating | handed | donated
notpay verb: claim | claimed | claiming | estimated at | estimated to cost | damaged
notpay: damage | damages | to spend | replacement | resurfacing | resurfaced | installation | installed | renovation
notpay: homes under | homes over | houses under | houses over | properties under | properties over | moorings | mooring
notpay: wedding package | wedding packages | party package | party packages | funeral package | sponsorship packages
notpay: overpayment | overpayments | underpayment | underpayments | copy of | copies of
notpay verb: took | saves | pays in
pay: paid a fee of | paid a fee | remunerated at | remunerated | payment is
from pay: start on | starts on | starting on | join on | join us on | joining on
notpay verb: paid out | pays out | pay out | paying out | sold | sold at | sold for | sells for | selling for
ote: with average earnings | average earnings including
notpay verb: gave | gives us | gave us | give us
notpay: per child per week | foster carers receive | foster carers get
extra: towards your move | for your move | for your relocation | for moving
extra: an hour more | an hour extra | per hour more | per hour extra | a day more | a day extra | a week extra
pay: you'll be on | you will be on | you'd be on | you would be on
extra: you'll be on call | you will be on call | you'll be on standby | you will be on standby
extra: professional fees paid | fees paid
notpay: purchase | purchased | demolition | playground | playgrounds
exam: level 1 award | level 2 award | level 3 award | level 4 award | level 5 award | level 6 award
exam: grade i listed | grade ii listed | grade 1 listed | grade 2 listed
notpay verb: stole | stolen | lost | defrauded | owe | owed | owing | donate | awarded | win | won | secured
notpay verb: turned over | towards | toward | reimburse | reimbursed | refund
london: london weighting | london allowance | hcas | hca | high cost area supplement | high cost area supplements | lw
london: london weighting allowance | london weightings
london: l w | ilw | olw | high cost area allowance | high cost allowance | high cost area | inner london
london: outer london | fringe | lz | hacas | inner london weighting | outer london weighting | inner london allowance
london: outer london allowance | fringe allowance | london fringe | inner fringe | outer fringe | hcaa | inner hcas
london: outer hcas | inner london hcas | outer london hcas | outer london fringe | london living allowance
london: fringe hcas | hca's | hcas's | fringe area | fringe supplement | area weighting | local weighting
london: high cost living allowance | high cost allowan | high cost living area supplement
award: pay award pending | pay award | pay rise pending | pay review pending | pay awards pending | pay offer
award: pay increase pending | national pay award | award pending | pay settlement | pay award subject
award: subject to pay award | subject to pay review | pay agreement pending | pay increases | pay award due
award: pay negotiations | awaiting pay award | pending pay award | nhs pay award | pay award negotiations
award: cost of living award | cost of living increase | cost of living rise | pay uplift | pay increase
award: pay uplift pending | national pay awards | pay rise | local government pay award | local government pay offer
award: pay review
competitive: cystadleuol
competitive: neg | competitive | negotiable | negotiated | attractive | doe | d o e | depending on experience
competitive: dependent on experience | dependant on experience | depending upon experience | dependent upon experience
competitive: commensurate | market rate | dependant upon experience | excellent salary | excellent package
competitive: generous salary | according to experience | subject to experience | based on experience
competitive: depending on skills | dependent on skills | relative to experience | depending on qualifications
competitive: dependent on qualifications | dependent upon skills | market related | salary to be agreed
competitive: pay to be agreed | to be negotiated | competitve | competetive | negotiation | salary to be discussed
competitive: by negotiation | by agreement | dependent on role | depending on hours | highly competitive
competitive: very competitive | excellent remuneration | will be negotiated | ddoe
voluntary: gwirfoddol
voluntary: volunteer | voluntary | volunteers | volunteering
voluntary post: unpaid | unremunerated | expenses only | non paid
voluntary post: voluntary role | voluntary position | voluntary post | volunteer opportunity | pro bono | no salary
voluntary post: non remunerated | not paid | volunteer role | honorary
pay pays: pay
pay paid: paid
pay paying: pays | paying
pay wage: wage | wages | earnings | salary | salaries
pay: rate | rates | remuneration | stipend
pay earns: earn | earning | earns
pay: compensation | salaries | rate of pay | base salary | basic salary | basic | base | spot salary | package
pay: salary package | pay rate | pay rates | starting pay | clerking fee | honorarium
pay fee: fee is | fee
pay: cyflog | gross | net | gross salary | umbrella | paye | umb | ltd | salary details | salary information
pay: before tax | payslip | top out at | tops out at
pay yours: your hourly rate | your rate | your rates | your hourly wage | your wage | your wages | your pay
pay: emoluments | renumeration | hourly wage | basic pay | base pay | package worth | salary package worth
term: term time | tto | term time only | ttr | term only | school term | termtime | term times | tt only | part year
apprentice: apprentice | apprentices | apprenticeship | apprenticeships | trainee wage | national apprentice wage
minimum: national minimum wage | nmw | minimum wage | under 18 | under 21 | school leaver | dependent on age
minimum: depending on age | dependant on age | for age | age related | dependent upon age | according to age
wage: national living wage | nlw | living wage | real living wage | national apprenticeship wage | apprentice rate
wage: london living wage
full: full time | fulltime | f t | ft
fullyear: full year | all year round | all year | year round | whole year | ayr | 52 week
point: scp's | scp | scps | s c p | scale point | scale points | spinal column point | spinal column points
point: spine point | spine points | spinal point | spinal points | point | points | pt | pts | pay point | pay points
point: salary point | salary points | sp | scpt | spinal column | spinal column pt | spine pt | spinal pt | spine pts
point: scale pt | scale pts | column point | pp | pts range | njc point | njc points | njc scp
point: njc spinal column point | njc spinal column points | njc spine point | njc scale point | njc spine points
point: njc scale points | njc pay point | njc pay points | njc pt | njc pts | local government spinal point
gradeword grade: gradd | graddfa | gr | grd | grade | grades | garde | pay grade | salary grade | gd | gde
gradeword band: band | bands | pay band | salary band | banding | pay banding | pay bands
gradeword scale: scale | scales | pay scale | salary scale | payscale | sc | pay scales | salary scales
gradeword level: job level | pay level | salary level
gradeword range: pay range | salary range | pay ranges
gradeword group: pay group
maybegrade level: level | levels
maybegrade tier: tier
maybegrade range: range | ranges
maybegrade spine: spine | pay spine
scheme njc: njc | n j c | green book | national joint council
scheme afc: afc | agenda for change | a f c
scheme jnc: jnc | j n c
scheme glpc: glpc
scheme soulbury: soulbury | soulbury scale | soulbury pay
scheme hay: hay
scheme civil: heo | seo | eo | ao | scs1 | scs2
scheme nhs: nhs
scheme teacher: teachers mainscale | mainscale | teacher mainscale
scheme teacher: teachers' pay scales | teachers pay scales | teachers' main pay scale | mps upr | mpr upr | mpr ups
scheme teacher: tms ups | tms | uqt | main upper pay scale | main upper pay range | main upper scale | mps | ups | mpr
scheme teacher: upr | main pay scale | upper pay scale | main pay range | upper pay range | main scale | mpg
scheme teacher: teachers pay scale | teachers main scale | teachers pay range | teachers' pay scale
scheme teacher: teacher's pay scale | qts | main teacher scale | upper scale | mps ups | unqualified teacher scale
scheme teacher: unqualified teacher | main teachers scale | teachers' pay range | teacher pay scale
scheme teacher: teacher main scale | unqualified teachers pay scale | teachers main pay scale
scheme leadership: leadership | leadership scale | leadership spine | leadership range | leadership pay scale
scheme leadership: leadership pay range | leadership pay spine | leadership group | leadership point
scheme leadership: leadership points
scheme chief: chief officer | chief officers
exam: exam | exams | gcse | gcses | nvq | qualification | qualifications | diploma | btec | a level | a levels
exam: degree | certificate | qcf | rqf | english | maths | mathematics | nqf | cache | level 2 qualification | ofsted
exam: grade point
reference: ref | reference | refs | id | no | job ref | job reference | vacancy ref | post ref | requisition | post no
reference: job id | vacancy id | vacancy number | vacancy no | post number | job number | reference number | ref no
reference: personnel number | staff number | payroll number | budget code | cost centre | cost code | position number
reference: employee number | role number | unit number | case number
count one: posts | positions | vacancies | post | jobs | roles | job
count: staff | employees | people | homes
count people: councillors | residents | pupils | students | customers | households | patients | tenants
count post: members | officers
count: schools | children | service users | users | clients | visitors | businesses | sites
count: miles | acres | post | units | beds | places | inset | insets | bank holidays | population
count: vehicles | hectares | jobs | roles | streets | trees | colleagues | inset days
count: square | sqm | cases | calls | tonnes
unit hour: hour | hours | hr | hrs | houre
unit hpw: hpw | hours pw | hrs pw | h p w
unit week: week | weeks | wk | wks
unit day: day | days
unit month: month | months | mth | mths
unit year: year | years | yr | yrs
unit fortnight: fortnight
month x: january | february | march | april | june | july | august | september | october | november | december | may
month x: jan | feb | mar | apr | jun | jul | aug | sept | sep | oct | nov | dec
currency GBP: gbp | pounds | pound | sterling
currency USD: usd | dollars
currency EUR: eur | euro | euros
link based: based on | based upon
link we: we're | we | our | they | their | us | its | she | he
equals: total | totalling | total of | giving a total of | equating to | equates to | which equates to | equal to
link of: of
link for: for | in | inside | outside | in charge
unit minute: minute | minutes | mins
notpay: benefit cap | benefits cap | wage gap | pay gap | gender pay gap | full board | half board | bed and breakfast
notpay verb: awarding | issuing | distributing | totalling up to
notpay: bids | cap is | cap of | capped | rates relief | rate relief | relief up to | rateable
notpay: pay and display | pay by phone | pay on foot | pay as you go | pay to park
notpay: basic allowance | basic allowances
notpay: special responsibility allowance | special responsibility allowances | members allowance
notpay each: for every | in every | of every | from every
notpay: the pay of | for each child | for each guest | for each young person | for each visitor | per guest
notpay: earning more than | earning less than | earning under | earning below
notpay: earnings above | earnings over | earnings below | earnings under | earnings of more than | earnings of less than
notpay: typically earning | typically earn | usually earn
notpay verb: trust receives | council receives | school receives | authority receives | charity receives
notpay verb: company receives | service receives | centre receives | club receives | group receives
notpay: cyllideb | live on | living on | off a | off your | off any
notpay others: on average | agency staff | agency workers | agency social workers | agency cover
notpay before: expenses only
extra: professional fee support | fee support | targeted payment | r&r | r & r
notpay: wage set at | rose to | tend to be | tends to be
notpay: pension in payment | pensions in payment
notpay: value of | annual value | annual value of | endowment | legacy | bequest | overspend | underspend | shortfall
notpay: windfall | ransom | compensation of
notpay: award is | maximum award | limit is | charge is | maximum grant | fuel payment is
notpay: winter fuel payment | housing payment is | support payment is | fee is payable | admission fee is
link: available | is | a | an | the | are | at | this | role | your | be | will | on | as | amount | it
link past: was | were | been | had | would
link you: you | you'll | you'd
link: has | that | equivalent | equivalents | currently | basis
link offer: offer | offers | offering | offered | receive | receives | get | gets
link: shown | position | up | new | depending | sum | figure | equal | which
link: equivalent to | each | job | ranging | circa of | worked | hours worked | stated | both | either | range of
link: payable | spot | fixed | subject to
per: per
soft: front of house | back of house
soft: paid monthly | paid weekly | paid annually | monthly paid | payable monthly | payable weekly | paid fortnightly
soft: monthly salary paid | benefits | benefit | wtd | excellent | great | good
"""

Meaning = tuple[str, str]
Phrases = dict[str, dict[str, list[tuple[tuple[str, ...], Meaning]]]]


def _phrases() -> Phrases:
    table: dict[str, dict[tuple[str, ...], Meaning]] = {}
    for row in _ROWS.strip().splitlines():
        head, _, tail = row.partition(":")
        kind, _, value = head.partition(" ")
        for phrase in tail.split("|"):
            first, *rest = phrase.split()
            table.setdefault(first, {}).setdefault(tuple(rest), (kind, value))
    return {first: _by_second(rows) for first, rows in table.items()}


def _by_second(rows: dict[tuple[str, ...], Meaning]) -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
    found: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for rest, meaning in sorted(rows.items(), key=lambda row: -len(row[0])):
        found.setdefault(rest[0] if rest else "", []).append((rest, meaning))
    return found


PHRASES = _phrases()
"""By first and second word ("" for none): the words after the first of each phrase, and its meaning, longest first."""

PERIOD_OF_UNIT = {"hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year"}
"""What a bare unit means after an amount or a slash: schema.org's unitText, "12/hour"."""
UNITS = {
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "h": "hour", "day": "day", "d": "day", "week": "week",
    "wk": "week", "w": "week", "month": "month", "mth": "month", "m": "month", "year": "year", "yr": "year",
    "annum": "year", "a": "year", "session": "session", "visit": "session", "shift": "session", "anum": "year",
}  # fmt: skip
"""Units after "per", "/", "an"."""
