"""One incident as a page of its own: facts, map, log; it loads nothing from anywhere.

Everything an operator or a caller typed is written as text, never as mark-up.
"""

import base64
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from zoneinfo import ZoneInfo

import folium
from branca.element import Element

from controlroom.domain.codes import Codes
from controlroom.domain.entities import Incident, LogEntry
from controlroom.ground.pack import Pack
from controlroom.reports.cells import cell, marked_cell
from controlroom.reports.ground_svg import ground_svg

MAP_HEIGHT_PX = 460


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What goes on the page besides the incident: who made it, when, and for what."""

    by: str
    at_us: int
    exercise: bool = False


def incident_page(
    incident: Incident,
    codes: Codes,
    name_of: Callable[[str], str],
    disclosure: Disclosure,
    pack: Pack | None = None,
) -> str:
    """Return the page as HTML. `name_of` turns ids into what colleagues say."""
    page = _map(incident, pack)
    root = page.get_root()
    root.title = f"Incident {incident.cad}"
    root.header.add_child(Element(f"<style>{_style()}</style>"), name="page_style")
    clock = _clock(codes)
    top = "".join(_top(incident, codes, name_of, disclosure, clock))
    bottom = "".join(_bottom(incident, name_of, disclosure, clock, pack))
    # folium writes its own children in order: facts, then map, then log.
    root.html._children = {  # noqa: SLF001 - branca offers no way to put text before the map
        "top": Element(_verbatim(top)),
        **root.html._children,  # noqa: SLF001 - as above
        "bottom": Element(_verbatim(bottom)),
    }
    return str(root.render())


def _verbatim(html: str) -> str:
    """Keep the template engine's hands off text that people typed."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


def _map(incident: Incident, pack: Pack | None) -> folium.Map:
    lat, lon = incident.lat, incident.lon
    placed = lat is not None and lon is not None
    page = folium.Map(
        location=[lat, lon] if placed else [0.0, 0.0],
        tiles=None,
        zoom_start=16,
        min_zoom=14,
        max_zoom=18,
        height=MAP_HEIGHT_PX if placed else 0,
        control_scale=placed,
        zoom_control=placed,
    )
    page.default_js = [("leaflet", _vendored("leaflet.js", "text/javascript"))]
    page.default_css = [("leaflet_css", _vendored("leaflet.css", "text/css"))]
    if lat is None or lon is None:
        return page
    ground = ground_svg(pack, lat, lon, _map_colours()) if pack is not None else None
    if ground is not None:
        picture = base64.b64encode(ground.svg.encode()).decode()
        folium.raster_layers.ImageOverlay(
            image=f"data:image/svg+xml;base64,{picture}",
            bounds=[list(ground.south_west), list(ground.north_east)],
            pixelated=False,
        ).add_to(page)
    folium.CircleMarker(
        location=[lat, lon], radius=9, color="#14191F", weight=3, fill=True,
        fill_color="#F0A310", fill_opacity=1.0,
    ).add_to(page)  # fmt: skip
    return page


def _top(
    incident: Incident,
    codes: Codes,
    name_of: Callable[[str], str],
    disclosure: Disclosure,
    clock: Callable[[int], str],
) -> Iterator[str]:
    kind = codes.type(incident.type_code)
    grade = codes.grade(incident.grade)
    if disclosure.exercise:
        yield '<p class="exercise">EXERCISE. Nothing on this page happened.</p>'
    title = kind.name if kind else incident.type_code
    yield f"<h1>{escape(incident.cad)} {escape(title)}</h1>"
    facts = {
        "Place": incident.place or "not known",
        "Grade": grade.name if grade else incident.grade,
        "Opened": f"{clock(incident.opened_at_us)} by {name_of(incident.opened_by)}",
        "Status": incident.status,
        "Sector": incident.sector,
        "Caller": incident.caller,
        "Closing code": incident.closing_code,
        "Units": ", ".join(name_of(sent.unit_id) for sent in incident.assignments),
    }
    rows = (
        f"<tr><th>{label}</th>{cell(value)}</tr>"
        for label, value in facts.items()
        if value
    )
    yield f"<table class='facts'>{''.join(rows)}</table>"
    if incident.lat is None:
        yield "<p class='quiet'>No position is known, so there is no map.</p>"


def _bottom(
    incident: Incident,
    name_of: Callable[[str], str],
    disclosure: Disclosure,
    clock: Callable[[int], str],
    pack: Pack | None,
) -> Iterator[str]:
    yield f"<h2>Log <span class='quiet'>{len(incident.log)} entries</span></h2>"
    right = {x.corrects: x for x in incident.log if x.corrects is not None}
    rows = (
        f"<tr>{cell(clock(entry.at_us), kind='time')}"
        f"{cell(name_of(entry.by), kind='who')}{cell(entry.desk, kind='who')}"
        f"{marked_cell(_said(entry, right, name_of, clock))}</tr>"
        for entry in incident.log
    )
    yield f"<table class='log'>{''.join(rows)}</table>"
    ground = f" Ground: {escape(pack.attribution)}." if pack and incident.lat else ""
    yield (
        f"<p class='quiet'>Disclosed by {escape(disclosure.by)} on "
        f"{clock(disclosure.at_us)}. "
        f"This page loads nothing from a network.{ground}</p>"
    )


def _said(
    entry: LogEntry,
    right: Mapping[int, LogEntry],
    name_of: Callable[[str], str],
    clock: Callable[[int], str],
) -> str:
    """Return what a line says; one that was put right says by whom, and stays."""
    text = escape(entry.text)
    if later := right.get(entry.seq):
        note = f"corrected by {escape(name_of(later.by))} {clock(later.at_us)}"
        return f"<s>{text}</s> <span class='quiet'>{note}</span>"
    if entry.corrects is not None:
        return f"{text} <span class='quiet'>a correction</span>"
    return text


def _clock(codes: Codes) -> Callable[[int], str]:
    zone = ZoneInfo(codes.time_zone)

    def words(at_us: int) -> str:
        moment = datetime.fromtimestamp(at_us / 1e6, UTC).astimezone(zone)
        return f"{moment.day} {moment:%b %Y %H:%M:%S}"

    return words


def _map_colours() -> dict[str, str]:
    tokens = tomllib.loads(
        files("resources").joinpath("tokens.toml").read_text("utf-8")
    )
    colours: dict[str, str] = tokens["light"]["map"]
    return colours


def _vendored(name: str, kind: str) -> str:
    text = files("resources").joinpath("vendor", "leaflet", name).read_text("utf-8")
    # Pictures of controls and markers that the page does not use.
    text = re.sub(r"url\(images/[^)]*\)", "none", text)
    text = re.sub(r"//# sourceMappingURL=\S*", "", text)
    return f"data:{kind};base64,{base64.b64encode(text.encode()).decode()}"


def _style() -> str:
    return (
        "body{font:14px/1.45 Inter,'DejaVu Sans',sans-serif;color:#14191F;"
        "background:#F7F8FA;margin:24px auto;max-width:960px;padding:0 24px}"
        "h1{font-size:22px;margin:0 0 12px}h2{font-size:16px;margin:24px 0 8px}"
        "table{border-collapse:collapse;width:100%}"
        "td,th{text-align:left;vertical-align:top;padding:4px 12px 4px 0;"
        "border-bottom:1px solid #D9DEE4;overflow-wrap:anywhere}"
        "th{width:110px;font-weight:500;color:#596471}"
        ".time,.who{white-space:nowrap;color:#3F4955;font-variant-numeric:tabular-nums}"
        ".quiet{color:#596471;font-weight:400}"
        ".exercise{background:#6B3FB5;color:#fff;padding:6px 12px;font-weight:600}"
        ".folium-map{position:relative!important;margin:16px 0;background:#C7DAEA}"
        "td{white-space:pre-wrap}"
        "@media print{body{margin:0}}"
    )
