"""Sites of a few records, and what the tests ask of them."""

from datetime import date

from build_tools.registry import Registry
from build_tools.versions.families import build_site

TODAY = date(2026, 4, 1)
DECISION = "国务院关于修改和废止部分行政法规的决定"


def site_of(*records, registry=None, as_of=TODAY):
    return build_site(records, registry or Registry(), as_of, "")


def addresses(site):
    return {v.record.path: f"{work.key}/{v.segment}" for work in site.works for v in work.versions}


def codes(site):
    return [found.code for found in site.diagnostics]
