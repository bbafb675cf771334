"""Which elements a browser shows, and which begin a new line, by the style sheet of the HTML Standard."""

import re

from selectolax.lexbor import LexborNode


def _words_of(table: str) -> frozenset[str]:
    return frozenset(table.split())


LINE_TAGS = _words_of("""
    address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre
    search section slot summary table tbody td tfoot th thead tr ul xmp
""")
UNSEEN_TAGS = _words_of("""
    applet area audio base canvas datalist embed frame head iframe link map math meta object param script select source
    style svg template textarea title track video
""")
HIDDEN_CLASSES = _words_of("""
    a11y-hidden element-invisible govuk-visually-hidden screen-reader screen-reader-only screen-reader-text screenreader
    show-for-sr sr-only sronly u-visually-hidden visually-hidden visually_hidden visuallyhidden
""")
"""Classes that mean "for screen readers only". "hidden" itself is left out: it often hides on one screen size only."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(node: LexborNode) -> bool:
    """Tell whether an element's own attributes hide it from sight."""
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style") or ""):
        return True
    return not HIDDEN_CLASSES.isdisjoint((attributes.get("class") or "").lower().split())


def is_shadow(node: LexborNode) -> bool:
    """Tell whether a template is shown in place: the shadow tree of the element around it, served as HTML."""
    return node.tag == "template" and "shadowrootmode" in node.attributes
