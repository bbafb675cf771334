"""Who is in the simulated county: a function for each kind of website, and how many of each."""

from collections.abc import Callable

from tests.servers.county import HTML, MISLEADING, Builder, County, anchor, fixture, page

XML = "application/rss+xml"
JSON = "application/json"
Kind = Callable[[Builder, int], None]


def oleeo(
    build: Builder, hops: int, listing: str = "board_table", path: str = "/candidate/jobboard/vacancy/1/adv/"
) -> None:
    """An Oleeo board on the vendor's domain."""
    site, _ = build.site("oleeo", hops)
    host = f"https://{site.row.id}.tal.net"
    build.county.put(
        host + path, fixture(f"oleeo/{listing}.html", site.row.name, ("https://kirklees.tal.example", host))
    )
    build.lead(site, host + path)
    site.platform, site.url, site.empty = "oleeo", host + path, listing == "board_none"


def oleeo_empty(build: Builder, hops: int) -> None:
    """An Oleeo board that says there are none."""
    oleeo(build, hops, "board_none")


def oleeo_token(build: Builder, hops: int) -> None:
    """A board whose links carry a token of the visit, which no row may keep."""
    site, _ = build.site("oleeo token", hops)
    host = f"https://{site.row.id}.tal.net"
    prefix, path = "/vx/lang-en-GB/mobile-0/appcentre-1/brand-2", "/candidate/jobboard/vacancy/2/adv/"
    body = fixture("oleeo/board_tiles.html", site.row.name, ("https://kirklees.tal.example", host))
    build.county.put(f"{host}{prefix}{path}", body)
    build.county.put(f"{host}{prefix}/xf-7c9bacbaa0a0{path}", body)
    build.lead(site, f"{host}{prefix}/xf-7c9bacbaa0a0{path}?start=0")
    site.platform, site.url = "oleeo", f"{host}{prefix}{path}"


def oleeo_advert(build: Builder, hops: int) -> None:
    """The council's page links to one advert of its board."""
    site, _ = build.site("oleeo, an advert linked", hops)
    host = f"https://{site.row.id}.tal.net"
    board = f"{host}/candidate/jobboard/vacancy/1/adv/"
    build.county.put(board, fixture("oleeo/board_table.html", site.row.name, ("https://kirklees.tal.example", host)))
    build.lead(site, f"{host}/candidate/so/pm/1/pl/1/opp/6001-x-y/en-GB", "View all jobs")
    site.platform, site.url = "oleeo", board


def tribepad(build: Builder, hops: int, listing: str = "classic") -> None:
    """A classic Tribepad site on the council's domain."""
    site, home = build.site("tribepad", hops)
    host = home.replace("www.", "jobs.")
    build.county.put(host, fixture(f"tribepad/{listing}.html", site.row.name))
    build.lead(site, f"{host}/")
    site.platform, site.url, site.empty = "tribepad", f"{host}/", listing == "classic_none"


def tribepad_empty(build: Builder, hops: int) -> None:
    """A Tribepad site that says there are none."""
    tribepad(build, hops, "classic_none")


def tribepad_gro(build: Builder, hops: int) -> None:
    """A Tribepad Gro site."""
    site, _ = build.site("tribepad gro", hops)
    host = f"https://{site.row.id}.tribepad-gro.com"
    build.county.put(f"{host}/v2/job/search", fixture("tribepad/gro.html", site.row.name))
    build.lead(site, f"{host}/")
    site.platform, site.url = "tribepad", f"{host}/v2/job/search?page=1"


def talentlink(build: Builder, hops: int) -> None:
    """The old pages in a frame of the council's page."""
    site, _ = build.site("talentlink", hops)
    there = "https://emea3.recruitmentplatform.com/syndicated/lay/jsoutputinitrapido.cfm"
    there += f"?component=lay9999_lst400a&ID=P{site.row.authority}&LG=UK&mask=ext&Resultsperpage=10"
    build.county.put(there, fixture("talentlink/listing.html", site.row.name))
    build.body(site, f'<iframe src="{there.replace("&", "&amp;")}"></iframe>')
    site.platform, site.url = "talentlink", there


def talentlink_front(build: Builder, hops: int) -> None:
    """The new front end in the council's page: its list is asked for by POST."""
    site, _ = build.site("talentlink front end", hops)
    host = f"https://global{len(build.county.sites)}.recruitmentplatform.com"
    build.county.put(f"{host}/fo/rest/jobs", fixture("talentlink/front_end.json", site.row.name), JSON)
    script = f'<div data-lumesse-site-tech-id="Q{site.row.authority}"></div><script src="{host}/apps/fo.js"></script>'
    build.body(site, script)
    site.platform, site.url = "talentlink", f"{host}/fo/rest/jobs"


def jobtrain(build: Builder, hops: int) -> None:
    """A tenant of Jobtrain."""
    site, _ = build.site("jobtrain", hops)
    tenant = f"https://www.jobtrain.co.uk/{site.row.id}"
    build.county.put(
        f"{tenant}/Home/_JobCard", fixture("jobtrain/cards.html", site.row.name, ("northshire", site.row.id))
    )
    build.lead(site, f"{tenant}/Home/Job")
    site.platform, site.url = "jobtrain", f"{tenant}/Home/Job"


def itrent(build: Builder, hops: int) -> None:
    """The new form of iTrent: an entry page with a session, then JSON."""
    site, _ = build.site("itrent", hops)
    run = f"https://ce0136li.webitrent.com/{site.row.id.replace('-', '')}_webrecruitment/wrd/run/"
    build.county.put(f"{run}ETREC179GF.open", fixture("itrent/entry.html", site.row.name))
    build.county.put(f"{run}etrec106gf.json", fixture("itrent/results.json", site.row.name), JSON)
    build.lead(site, f"{run}ETREC179GF.open?WVID=5062830GkCP&LANG=USA")
    site.platform, site.url = "itrent", f"{run}ETREC179GF.open?WVID=5062830GkCP"


def itrent_old(build: Builder, hops: int) -> None:
    """The old form, on the council's own host."""
    site, home = build.site("itrent old", hops)
    there = f"{home.replace('www.', 'ejobs.')}/xx_webrecruitment/wrd/run/etrec106gf.display_srch_all?wvid=52561500BT"
    build.county.put(there, fixture("itrent/old.html", site.row.name))
    build.lead(site, there, "Vacancies")
    site.platform, site.url = "itrent", there


def eploy(build: Builder, hops: int) -> None:
    """An Eploy site on the council's domain, known by its marks."""
    site, home = build.site("eploy", hops)
    host = home.replace("www.", "jobs.")
    build.county.put(
        host, page("Search jobs", '<a href="/feeds/datafeed.ashx">RSS</a> <small>Powered by Eploy</small>')
    )
    build.county.put(f"{host}/feeds/datafeed.ashx?Format=xml", fixture("eploy/vacancies.xml", site.row.name), XML)
    build.lead(site, f"{host}/")
    site.platform, site.url = "eploy", f"{host}/"


def oracle(build: Builder, hops: int) -> None:
    """Oracle Recruiting Cloud."""
    site, _ = build.site("oracle", hops)
    host = f"https://{site.row.id}.fa.em2.oraclecloud.com"
    api = f"{host}/hcmRestApi/resources/latest/recruitingCEJobRequisitions"
    build.county.put(api, fixture("oracle/requisitions.json", site.row.name), JSON)
    there = f"{host}/hcmUI/CandidateExperience/en/sites/CX_2"
    build.lead(site, f"{there}/requisitions?mode=location")
    site.platform, site.url = "oracle", there


def successfactors(build: Builder, hops: int) -> None:
    """A SuccessFactors site on the council's domain."""
    site, home = build.site("successfactors", hops)
    host = home.replace("www.", "careers.")
    mark = '<script src="//rmkcdn.successfactors.com/a.js"></script><a href="/services/rss/job/">RSS</a>'
    build.county.put(host, page("Careers", mark + '<form action="/search/"></form>'))
    build.county.put(f"{host}/tile-search-results/", fixture("successfactors/tiles.html", site.row.name))
    build.lead(site, f"{host}/")
    site.platform, site.url = "successfactors", f"{host}/"


def engageats(build: Builder, hops: int) -> None:
    """EngageATS: the feed of a tenant."""
    site, _ = build.site("engageats", hops)
    host = f"https://{site.row.id}.engageats.co.uk"
    build.county.put(f"{host}/CustomVacanciesFeed.ashx", fixture("engageats/feed.xml", site.row.name), XML)
    build.lead(site, f"{host}/LoginV2.aspx?enc=abc123")
    site.platform, site.url = "engageats", f"{host}/"


def jobposting(build: Builder, hops: int) -> None:
    """A list on the council's own site, each advert a JobPosting."""
    site, home = build.site("jobposting", hops)
    there = f"{home}/jobs"
    build.county.put(
        there,
        fixture("jobposting/listing.html", site.row.name, ("/job/51001/\n  nursery-nurse", "/job/51001/nursery-nurse")),
    )
    build.county.put(f"{home}/job/51001/nursery-nurse", fixture("jobposting/plain.html", site.row.name))
    build.lead(site, there)
    site.platform, site.url = "jobposting", there


def sitemap(build: Builder, hops: int) -> None:
    """A tenant whose sitemap names its adverts."""
    site, _ = build.site("sitemap", hops)
    host = f"https://{site.row.id}.livevacancies.co.uk"
    build.county.put(
        f"{host}/sitemap.xml", f"<urlset><url><loc>{host}/vacancy/40412/highways-inspector</loc></url></urlset>", XML
    )
    build.county.put(f"{host}/vacancy/40412/highways-inspector", fixture("jobposting/plain.html", site.row.name))
    build.lead(site, f"{host}/")
    site.platform, site.url = "jobposting", f"{host}/sitemap.xml"


def feed(build: Builder, hops: int) -> None:
    """A feed of vacancies named by the council's page, beside one of news."""
    site, home = build.site("feed", hops)
    there = f"{home}/rss/vacancies.rss"
    build.county.put(there, fixture("feed/labels_rss.xml", site.row.name), XML)
    head = f'<link rel="alternate" type="application/rss+xml" title="News" href="{home}/rss/news.rss">'
    head += f'<link rel="alternate" type="application/rss+xml" title="Current vacancies" href="{there}">'
    build.body(site, "<p>Read our vacancies below.</p>", head=head)
    site.platform, site.url = "feed", there


def jobiqo(build: Builder, hops: int) -> None:
    """Jobiqo's software on the council's own domain."""
    site, home = build.site("jobiqo", hops)
    there = f"{home.replace('www.', 'careers.')}/jobs"
    build.county.put(there, fixture("jobiqo/legacy.html", site.row.name))
    build.lead(site, there)
    site.platform, site.url = "jobiqo", there


def board(build: Builder, hops: int, *, kind: str, link: str, listing: str, served: str, platform: str) -> None:
    """A council whose page leads to a board of the register."""
    site, _ = build.site(kind, hops)
    form = XML if served.endswith("xml") else HTML
    build.county.put(listing, fixture(served, site.row.name), form)
    build.lead(site, link)
    site.state, site.platform = "board", platform


def northeastjobs(build: Builder, hops: int) -> None:
    """On North East Jobs."""
    root = "https://www.northeastjobs.org.uk"
    listing = f"{root}/RSSJobs.aspx"
    board(build, hops, kind="northeastjobs", link=f"{root}/advicecentre/x", listing=listing,
          served="northeastjobs/feed.xml", platform="northeastjobs")  # fmt: skip


def wmjobs(build: Builder, hops: int) -> None:
    """On WMJobs."""
    board(build, hops, kind="wmjobs", link="https://www.wmjobs.co.uk/jobs/x/", platform="madgex",
          listing="https://www.wmjobs.co.uk/jobsrss/", served="madgex/rss.xml")  # fmt: skip


def myjobscotland(build: Builder, hops: int) -> None:
    """On myjobscotland, by its old address for a council, which is an empty shell today."""
    link = "https://www.myjobscotland.gov.uk/councils/x-council/jobs"
    board(build, hops, kind="myjobscotland", link=link, platform="myjobscotland",
          listing="https://www.myjobscotland.gov.uk/search-jobs", served="myjobscotland/results.html")  # fmt: skip


def shared_tenant(build: Builder, hops: int) -> None:
    """Two councils that recruit on one site."""
    host = "https://jobs.twocouncils.org"
    build.county.put(host, (fixture("tribepad/classic.html", "Orbis")))
    for _ in range(2):
        site, _ = build.site("shared tenant", hops)
        build.lead(site, f"{host}/")
        site.platform, site.url = "tribepad", f"{host}/"


def redirected(build: Builder, hops: int) -> None:
    """The council's own link redirects to its vendor."""
    site, home = build.site("redirected", hops)
    host = f"https://{site.row.id}.tal.net"
    there = f"{host}/candidate/jobboard/vacancy/1/adv/"
    build.county.put(there, fixture("oleeo/board_table.html", site.row.name, ("https://kirklees.tal.example", host)))
    build.county.move(f"{home}/vacancies", there)
    build.lead(site, f"{home}/vacancies", "Vacancies")
    site.platform, site.url = "oleeo", there


def redirected_away(build: Builder, hops: int) -> None:
    """The council's own link redirects to a careers site that nobody's table knows."""
    site, home = build.site("redirected away", hops)
    host = f"https://www.{site.row.id}careers.org"
    build.county.put(host, fixture("tribepad/classic.html", site.row.name))
    build.county.move(f"{home}/careers", f"{host}/")
    build.lead(site, f"{home}/careers", "Careers")
    site.platform, site.url = "tribepad", f"{host}/"


def welsh(build: Builder, hops: int) -> None:
    """A site in Welsh and English: both menus stand on the page."""
    site, home = build.site("welsh", hops)
    host = f"https://{site.row.id}.tal.net"
    there = f"{host}/candidate/jobboard/vacancy/1/adv/"
    build.county.put(there, fixture("oleeo/board_table.html", site.row.name, ("https://kirklees.tal.example", host)))
    both = anchor(f"{home}/cy/swyddi", "Swyddi a gyrfaoedd") + anchor(f"{home}/en/jobs", "Jobs and careers")
    build.county.put(
        home,
        page(
            "Croeso / Welcome",
            both + anchor(f"{home}/cyngor-ar-bopeth", "Cyngor ar fudd-daliadau") + MISLEADING,
            lang="cy",
        ),
    )
    build.county.put(f"{home}/cy/swyddi", page("Swyddi", anchor(there, "Swyddi gwag presennol"), lang="cy"))
    build.county.put(f"{home}/en/jobs", page("Jobs", anchor(there, "Current vacancies")))
    site.platform, site.url = "oleeo", there


def welsh_only(build: Builder, hops: int) -> None:
    """A site in Welsh alone."""
    site, home = build.site("welsh only", hops)
    run = f"https://ce9999li.webitrent.com/{site.row.id.replace('-', '')}_webrecruitment/wrd/run/"
    build.county.put(f"{run}ETREC179GF.open", fixture("itrent/entry.html", site.row.name))
    build.county.put(f"{run}etrec106gf.json", fixture("itrent/none.json", site.row.name), JSON)
    build.county.put(home, page("Croeso", anchor(f"{home}/swyddi", "Gweithio i ni"), lang="cy"))
    build.county.put(
        f"{home}/swyddi", page("Gweithio i ni", anchor(f"{run}ETREC179GF.open?WVID=77K", "Swyddi gwag"), lang="cy")
    )
    site.platform, site.url, site.empty = "itrent", f"{run}ETREC179GF.open?WVID=77K", True


def school_and_council(build: Builder, hops: int) -> None:
    """The page leads to the schools' vacancies before the council's own."""
    site, _ = build.site("schools beside", max(hops, 2))
    host, other = f"https://{site.row.id}.tal.net", f"https://www.jobtrain.co.uk/{site.row.id}schools"
    there = f"{host}/candidate/jobboard/vacancy/1/adv/"
    build.county.put(there, fixture("oleeo/board_table.html", site.row.name, ("https://kirklees.tal.example", host)))
    build.county.put(f"{other}/Home/_JobCard", fixture("jobtrain/cards.html", site.row.name))
    build.body(site, anchor(f"{other}/Home/Job", "School vacancies") + anchor(there, "Council vacancies"))
    site.platform, site.url = "oleeo", there


def another_council(build: Builder, hops: int) -> None:
    """The page leads to the list of another council only: its adverts say whose they are."""
    site, _ = build.site("another council's", max(hops, 2))
    host = "https://elsewhere.tal.net"
    there = f"{host}/candidate/jobboard/vacancy/3/feed/structured"
    build.county.put(there, fixture("oleeo/feed_structured.xml", "Kirklees Council"), XML)
    build.body(site, anchor(there, "Jobs with our partners"))
    site.state = "unknown"


def challenged(build: Builder, hops: int) -> None:
    """The website asks for proof of a human."""
    site, home = build.site("challenge", hops)
    wall = (
        "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"
    )
    build.county.put(home, wall, status=403)
    site.state = "unknown"


def challenged_vendor(build: Builder, hops: int) -> None:
    """The vendor's site asks for proof of a human."""
    site, _ = build.site("challenge at the vendor", hops)
    there = f"https://{site.row.id}.tribepad.com/"
    wall = (
        "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>"
    )
    build.county.put(there, wall, status=403)
    build.lead(site, there)
    site.state = "unknown"


def _unknown(kind: str, careers: str) -> Kind:
    def build_one(build: Builder, hops: int) -> None:
        site, home = build.site(kind, max(hops, 2))
        build.body(site, careers.replace("{home}", home))
        site.state = "unknown"

    return build_one


documents = _unknown("documents only", anchor("{home}/files/vacancies-november.pdf", "Current vacancies (PDF)"))
scripted = _unknown("script only", '<a href="javascript:openJobs()">Search jobs</a><button>View vacancies</button>')
by_post = _unknown("by post", "<p>Write to us for an application form.</p>")
unread = _unknown(
    "vendor not read", anchor("https://example.current-vacancies.com/Careers/x-1234", "Current vacancies")
)
national = _unknown("national boards only", anchor("https://www.jobs.nhs.uk/search", "Search jobs"))
prose = _unknown("adverts as prose", "<p>We want a cook. Closing date: 1 December 2026. Salary: £25,000</p>")
lost = _unknown("a dead link", anchor("{home}/gone/vacancies", "Current vacancies"))


def no_link(build: Builder, hops: int) -> None:
    """Nothing on the home page leads to jobs, though much speaks of them."""
    site, home = build.site("misleading links only", hops)
    build.county.put(home, page("Welcome", MISLEADING))
    site.state = "unknown"


def forbidden(build: Builder, hops: int) -> None:
    """robots.txt keeps us out of the careers pages."""
    site, home = build.site("robots", max(hops, 2))
    build.county.put(f"{home}/robots.txt", "User-agent: *\nDisallow: /jobs-and-careers\n", "text/plain")
    build.lead(site, f"https://{site.row.id}.tal.net/")
    site.state = "unknown"


PLAN: tuple[tuple[Kind, int], ...] = (
    (oleeo, 2), (oleeo_empty, 1), (oleeo_token, 2), (oleeo_advert, 1), (tribepad, 2), (tribepad_empty, 1),
    (tribepad_gro, 2), (talentlink, 2), (talentlink_front, 2), (jobtrain, 3), (itrent, 2), (itrent_old, 1), (eploy, 3),
    (oracle, 2), (successfactors, 2), (engageats, 2), (jobposting, 3), (sitemap, 1), (feed, 2), (jobiqo, 1),
    (northeastjobs, 2), (wmjobs, 2), (myjobscotland, 1), (shared_tenant, 1), (redirected, 1), (redirected_away, 1),
    (welsh, 1), (welsh_only, 1), (school_and_council, 1), (another_council, 1), (challenged, 1), (challenged_vendor, 1),
    (documents, 1), (scripted, 1), (unread, 1), (national, 1), (prose, 1), (lost, 1), (no_link, 1), (forbidden, 1),
)  # fmt: skip
"""Each kind and how often; the hops from home page to list go round 2, 3, 1 (frames and marks need a page: 2, 3, 2)."""


def county_of_60() -> County:
    """Return the whole county."""
    build = Builder()
    number = 0
    for kind, times in PLAN:
        for _ in range(times):
            needs_page = kind in {talentlink, talentlink_front, feed}
            kind(build, (2, 3, 2)[number % 3] if needs_page else (2, 3, 1)[number % 3])
            number += 1
    return build.county
