"""Feeds of new and changed laws: Atom 1.0 (RFC 4287) and JSON Feed 1.1, of all laws, of a kind, of a region.

There is a feed for every kind and every region, also while nothing stands in it: who has subscribed must
never find it gone. Ids are made of permanent addresses and never change. There is no clock: an entry is
as old as the day it tells of, at midnight in Beijing, and a feed as old as its latest entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from build_tools.kinds import ALL, REGIONS
from build_tools.model.site import Site
from build_tools.pages.boards import EVERY_FEED, feed_of
from build_tools.pages.context import Context, Output
from build_tools.pages.html import escape
from build_tools.pages.hubs import FORMS
from build_tools.pages.text import clean, squeeze
from build_tools.publish.events import Event, events_of, facts
from build_tools.urls import RECENT, feed, kind_page, region_page

MOST: Final = 50
"""Entries of a feed."""
NEVER: Final = date(1970, 1, 1)
"""The day of a feed in which nothing has stood so far; Atom asks for one."""
LANGUAGE: Final = "zh-Hans"

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_JSON_FEED: Final = "https://jsonfeed.org/version/1.1"


class Feed(NamedTuple):
    """A feed: its name (:func:`build_tools.urls.feed`), what it is about, and the list that it follows."""

    name: str
    about: str
    page: str
    events: tuple[Event, ...]


def feed_files(site: Site, context: Context) -> Iterator[Output]:
    """Yield all feeds in both forms; nothing without a public address: an entry is its permanent address."""
    if not context.site_url:
        return
    for each in feeds_of(events_of(site)):
        yield Output("site", feed(each.name, "xml"), _atom(each, context).encode())
        yield Output("site", feed(each.name, "json"), _json(each, context).encode())


def feed_names() -> tuple[str, ...]:
    """Return the names of all feeds, which are the same in every site."""
    return tuple(each.name for each in feeds_of(()))


def feeds_of(events: Sequence[Event]) -> tuple[Feed, ...]:
    """Return the feeds that tell of ``events``, which are in their order."""
    kinds = [
        Feed(feed_of(kind_page(kind.slug)), kind.name, kind_page(kind.slug), _latest(events, kind))
        for kind in ALL
    ]
    regions = [
        Feed(
            feed_of(region_page(region.slug)), region.name, region_page(region.slug), _latest(events, region)
        )
        for region in REGIONS
    ]
    return (Feed(EVERY_FEED, "全部法规", RECENT, tuple(events[:MOST])), *kinds, *regions)


def _latest(events: Iterable[Event], group: object) -> tuple[Event, ...]:
    """Return the latest events of a kind or a region."""
    return tuple([event for event in events if group in (event.kind, event.region)][:MOST])


def moment(day: date) -> str:
    """Return the beginning of a day in Beijing, as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00+08:00"


def _title(each: Feed, context: Context) -> str:
    return clean(f"{each.about} - {context.site_name}")


def _subtitle(each: Feed) -> str:
    return f"{each.about}的公布、修改和废止。非官方文本，以公报为准。"


def _atom(each: Feed, context: Context) -> str:
    """Return a feed in the form of Atom."""
    own, page = (escape(context.site_url + path) for path in (feed(each.name, "xml"), each.page))
    newest = each.events[0].day if each.events else NEVER
    entries = "".join(_atom_entry(event, context) for event in each.events)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="{_NAMESPACE}" xml:lang="{LANGUAGE}">\n'
        f"<title>{escape(_title(each, context))}</title>\n<subtitle>{_subtitle(each)}</subtitle>\n"
        f'<id>{own}</id>\n<link rel="self" type="{FORMS["xml"][1]}" href="{own}"/>\n'
        f'<link rel="alternate" type="text/html" href="{page}"/>\n<updated>{moment(newest)}</updated>\n'
        f"<author><name>{escape(context.site_name)}</name></author>\n{entries}</feed>\n"
    )


def _atom_entry(event: Event, context: Context) -> str:
    """Return an entry of Atom."""
    version = event.row.version
    author = squeeze(version.record.meta.author)
    by = f"<author><name>{escape(author)}</name></author>" if author else ""
    terms = "".join(
        f'<category term="{group.slug}" label="{group.name}"/>'
        for group in (event.kind, event.region)
        if group
    )
    link = escape(context.site_url + event.row.address)
    return (
        f"<entry><title>{escape(event.title)}</title><id>{escape(context.site_url + event.place)}</id>"
        f'<link rel="alternate" type="text/html" href="{link}"/>'
        f"<published>{moment(event.day)}</published><updated>{moment(event.day)}</updated>{by}{terms}"
        f"<summary>{escape(facts(version, context.as_of))}</summary></entry>\n"
    )


def _json(each: Feed, context: Context) -> str:
    """Return a feed in the form of JSON Feed."""
    data = {
        "version": _JSON_FEED,
        "title": _title(each, context),
        "description": _subtitle(each),
        "home_page_url": context.site_url + each.page,
        "feed_url": context.site_url + feed(each.name, "json"),
        "language": LANGUAGE,
        "authors": [{"name": clean(context.site_name)}],
        "items": [_json_item(event, context) for event in each.events],
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def _json_item(event: Event, context: Context) -> dict[str, Any]:
    """Return an item of JSON Feed."""
    version = event.row.version
    author = squeeze(version.record.meta.author)
    item: dict[str, Any] = {
        "id": context.site_url + event.place,
        "url": context.site_url + event.row.address,
        "title": event.title,
        "content_text": clean(facts(version, context.as_of)),
        "date_published": moment(event.day),
        "tags": [group.name for group in (event.kind, event.region) if group],
    }
    if author:
        item["authors"] = [{"name": author}]
    return item
