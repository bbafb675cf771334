"""Which addresses are whose: public or private, one site or two, named by a source or not."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetching import is_contact, named_addresses, needs_contact
from scraper.fetching.addresses import is_loopback, is_public, read_address
from scraper.fetching.domains import is_trusted, registered_domain
from scraper.fetching.guard import Guard
from scraper.fetching.wire import target
from scraper.pages import Problem, Verdict


@pytest.mark.parametrize(
    ("url", "host_port"),
    [
        ("https://Jobs.Example.GOV.uk/x", "jobs.example.gov.uk:443"),
        ("http://127.0.0.2:8080", "127.0.0.2:8080"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("http://môn.example.wales/", "xn--mn-8ja.example.wales:80"),
        ("https://under_score.example.org/", "under_score.example.org:443"),
        ("https://user:secret@example.org/", "example.org:443"),
    ],
)
def test_host_and_port_have_one_spelling(url: str, host_port: str) -> None:
    assert read_address(url).host_port == host_port


@given(st.text(max_size=60).map("http://{}".format) | st.text(max_size=60))
def test_any_text_is_an_address_or_a_typed_problem(url: str) -> None:
    try:
        address = read_address(url)
    except Problem as problem:
        assert problem.cause == "connection"  # noqa: PT017 (one of two outcomes, each checked)
    else:
        assert address.scheme in {"http", "https"}
        assert 0 < address.port < 65_536


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450::1", "51.140.1.1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.9.9", "192.168.1.1", "127.0.0.1", "127.9.9.9", "0.0.0.0", "169.254.169.254", "100.64.0.1",
     "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "fc00::1",
     "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1", "nonsense", ""],
)  # fmt: skip
def test_what_lies_inside_networks_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1", "localhost", "a.localhost"])
def test_loopback_is_known_by_name(host: str) -> None:
    assert is_loopback(host)
    assert not is_loopback(f"{host}.example.org")


def test_only_a_run_that_leaves_loopback_needs_a_contact() -> None:
    assert not needs_contact(["http://127.0.0.1:8000/", "http://localhost/", "not an address"])
    assert needs_contact(["http://127.0.0.1:8000/", "https://jobs.example.gov.uk/"])
    assert needs_contact(["http://192.168.1.5/"])


@pytest.mark.parametrize("contact", ["jobs@example.org", "https://example.org/about?x=1"])
def test_a_contact_is_a_mail_or_web_address(contact: str) -> None:
    assert is_contact(contact)
    assert not is_contact(f"{contact}\n")
    assert not is_contact(f" {contact}")


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("jobs.essex.gov.uk", "essex.gov.uk"),
        ("www.jobs.essex.gov.uk", "essex.gov.uk"),
        ("one.tal.net", "tal.net"),
        ("gov.uk", "gov.uk"),
        ("careers.example.org.uk", "example.org.uk"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("localhost", "localhost"),
        ("a.azurewebsites.net", "azurewebsites.net"),
    ],
)
def test_the_registered_domain_is_the_vendor_that_is_shared(host: str, domain: str) -> None:
    assert registered_domain(host) == domain


@pytest.mark.parametrize(
    ("there", "home", "trusted"),
    [
        ("https://b.essex.gov.uk/", "https://a.essex.gov.uk/", True),
        ("http://b.essex.gov.uk:8080/", "https://a.essex.gov.uk/", True),
        ("https://b.suffolk.gov.uk/", "https://a.essex.gov.uk/", False),
        ("https://b.azurewebsites.net/", "https://a.azurewebsites.net/", False),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/", True),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8000/", False),
        ("http://127.0.0.2:8000/", "http://127.0.0.1:8000/", False),
        ("http://localhost:8001/", "http://localhost:8000/", False),
    ],
)
def test_trust_is_narrower_than_politeness(there: str, home: str, trusted: bool) -> None:
    assert is_trusted(read_address(there), [read_address(home)]) is trusted


@pytest.mark.parametrize(
    ("there", "extra", "trusted"),
    [
        ("https://vendor.com/", "vendor.com", True),
        ("https://x.vendor.com/", "vendor.com", True),
        ("https://xvendor.com/", "vendor.com", False),
        ("http://127.0.0.2:8001/", "127.0.0.2:8001", True),
        ("http://127.0.0.2:8002/", "127.0.0.2:8001", False),
    ],
)
def test_a_row_may_name_further_hosts(there: str, extra: str, trusted: bool) -> None:
    assert is_trusted(read_address(there), [], [extra]) is trusted


def test_a_row_names_a_private_address_by_ip_localhost_or_port_but_not_by_a_bare_name() -> None:
    urls = ["http://127.0.0.1/", "http://localhost:81/", "http://intranet:8080/", "https://jobs.example.gov.uk/", "%%"]
    assert named_addresses(urls) == {"127.0.0.1:80", "localhost:81", "intranet:8080"}


def refused(guard: Guard, url: str) -> bool:
    try:
        guard.check(read_address(url))
    except Problem as problem:
        return (problem.verdict, problem.cause) == (Verdict.BROKEN, "moved")
    return False


def test_a_written_private_address_passes_only_where_a_row_names_that_very_port() -> None:
    guard = Guard(frozenset({"127.0.0.1:8000"}))
    assert not refused(guard, "http://127.0.0.1:8000/")
    assert refused(guard, "http://127.0.0.1:8001/")
    assert refused(guard, "http://127.0.0.2:8000/")
    assert refused(guard, "http://[::ffff:127.0.0.1]:8000/")
    assert refused(guard, "http://169.254.169.254/")
    assert refused(guard, "http://localhost:8000/")
    assert not refused(guard, "https://jobs.example.gov.uk/")


def test_rows_may_be_told_later() -> None:
    names: set[str] = set()
    guard = Guard(lambda: names)
    assert refused(guard, "http://127.0.0.1:8000/")
    names.add("127.0.0.1:8000")
    assert not refused(guard, "http://127.0.0.1:8000/")


def test_a_dns_answer_is_cut_to_its_public_addresses() -> None:
    guard = Guard(frozenset({"intranet:8080"}))
    assert guard.passing("jobs.example.gov.uk", 443, ["51.140.1.1", "10.0.0.1"]) == {"51.140.1.1"}
    assert guard.passing("intranet", 8080, ["10.0.0.1"]) == {"10.0.0.1"}
    with pytest.raises(Problem, match="private network"):
        guard.passing("jobs.example.gov.uk", 443, ["10.0.0.1", "127.0.0.1"])
    with pytest.raises(Problem, match="private network"):
        guard.passing("intranet", 8081, ["10.0.0.1"])


_PLAIN_PARTS = st.lists(st.text("abcXYZ019_.-", min_size=0, max_size=6), max_size=5).map("/".join)


@given(
    st.sampled_from(
        ["http://a.gov.uk", "https://b-c.org", "http://10.0.0.1:8080", "https://a.gov.uk:443", "http://A.uk"]
    ),
    _PLAIN_PARTS,
    st.sampled_from(["", "?page=2", "?q=a b", "?x=%20&y=1", "#top", "?"]),
)
def test_an_address_is_spelled_as_it_is_sent_whichever_way_it_is_read(site: str, path: str, query: str) -> None:
    url = httpx.URL(f"{site}/{path}{query}")
    address = read_address(f"{site}/{path}{query}")
    assert address.text == str(url)
    assert (address.host, address.port) == (url.host.lower(), url.port or {"http": 80, "https": 443}[url.scheme])
    assert target(address) == url.raw_path.decode()
