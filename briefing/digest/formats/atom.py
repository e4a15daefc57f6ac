"""What changed as an Atom feed (RFC 4287): one entry a story, under an id that lasts as long as the news does.

Written with lxml rather than feedgen, which stamps feeds with the time of their making.
"""

from collections.abc import Sequence
from datetime import date

from lxml import etree
from markupsafe import Markup

from briefing.digest.desk import Desk
from briefing.digest.model import Change, Digest, DigestSource, Story
from briefing.digest.sheet import change_detail, change_text, harmless, label_of, lead
from briefing.document import normalise
from briefing.memo import Look
from briefing.model import stable_id

_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = date(1970, 1, 1)


def render(digest: Digest, look: Look) -> dict[str, bytes]:
    """The feed as UTF-8. The first digest has an entry for each story, later ones for those that changed."""
    desk = Desk(digest, look.words, lasting=True)
    days = [day for source in digest.sources if (day := source.published)]
    updated = digest.as_of or max(days, default=_EPOCH)
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]  # the stubs forget null
    _add(feed, "id", f"urn:briefing:{stable_id('F', look.words['news.kind'])}")
    _add(feed, "title", look.words["news.kind"])
    _add(feed, "subtitle", lead(desk))
    _add(feed, "updated", _moment(updated))
    _add(_add(feed, "author"), "name", "Briefing")
    _add(feed, "generator", "Briefing")
    changed: dict[str, list[Change]] = {}
    for change in digest.changes:
        changed.setdefault(change.story, []).append(change)
    for story in digest.stories:
        if digest.previous is None or story.id in changed:
            _entry(feed, desk, story, changed.get(story.id, []), updated)
    etree.indent(feed)
    return {".atom": etree.tostring(feed, xml_declaration=True, encoding="UTF-8") + b"\n"}


def _entry(feed: etree._Element, desk: Desk, story: Story, changes: Sequence[Change], updated: date) -> None:
    sources = [desk.sources[name] for name in story.sources]
    days = [day for source in sources if (day := source.published)]
    news = [f"{change.kind.value} {change.item}" for change in changes] or list(story.sources)
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:briefing:{story.id}:{stable_id('N', *news)}")
    _add(entry, "title", story.title)
    _add(entry, "updated", _moment(max(days, default=updated)))
    lines = Markup().join(_line(desk, change) for change in changes)
    points = Markup().join(Markup("<li>{}</li>").format(one.point) for one in story.points)
    _add(entry, "content", Markup("<ul>{}</ul>").format(lines or points), type="html")
    for address in _addresses(sources):
        _add(entry, "link", rel="related", href=address)


def _line(desk: Desk, change: Change) -> Markup:
    detail = change_detail(desk, change)
    said = change_text(change, desk.words) + (f" ({detail})" if detail else "")
    quoted = "" if desk.quoted(change.evidence[0]) == detail else desk.quoted(change.evidence[0])
    label = label_of(change, desk.words)
    return Markup("<li><b>{}:</b> {}<br>{}</li>").format(label, said, quoted)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        made.text = normalise(text)
    return made


def _addresses(sources: Sequence[DigestSource]) -> list[str]:
    """The sources' addresses on the web, each once; a feed is read far from the files beside it."""
    return list(dict.fromkeys(link for one in sources if "://" in (link := harmless(one.link))))


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
