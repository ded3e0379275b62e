"""One handover as a page to print: what stood open, and who took it on when."""

from collections.abc import Callable
from html import escape

from controlroom.domain.codes import Codes
from controlroom.domain.watchkeeping import Handover
from controlroom.domain.words import clock_seconds, date, names
from controlroom.reports.cells import cell
from controlroom.reports.incident_page import Disclosure

STYLE = (
    "body{font:13px/1.5 Inter,'DejaVu Sans',sans-serif;color:#14191F;margin:24px auto;"
    "max-width:800px;padding:0 24px}h1{font-size:20px;margin:0 0 8px}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:5px 12px "
    "5px 0;vertical-align:top;border-bottom:1px solid #D9DEE4;overflow-wrap:anywhere}"
    ".quiet{color:#596471}.exercise{background:#6B3FB5;color:#fff;padding:6px 12px}"
)


def handover_page(
    handover: Handover,
    codes: Codes,
    name_of: Callable[[str], str],
    disclosure: Disclosure,
) -> str:
    """Return the page as HTML; whatever somebody typed is text, never mark-up."""
    zone = codes.time_zone

    def at(at_us: int) -> str:
        return f"{date(at_us, zone)} {clock_seconds(at_us, zone)}"

    where = names(list(handover.sectors)) or "all sectors"
    ticks = {tick.key: tick for tick in handover.ticks}
    rows = ""
    for item in handover.items:
        tick = ticks.get(item.key)
        taken = f"{name_of(tick.by)}, {at(tick.at_us)}" if tick else ""
        mark = cell("☑" if tick else "☐")
        rows += f"<tr>{mark}{cell(item.text)}{cell(taken)}</tr>"
    nothing = f"<tr>{cell('')}{cell('Nothing stood open.')}{cell('')}</tr>"
    done = handover.completed_at_us
    state = f"Complete at {at(done)}." if done is not None else "Not complete."
    exercise = '<p class="exercise">EXERCISE. Nothing on this page happened.</p>'
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>Handover of {escape(where)}</title><style>{STYLE}</style></head><body>"
        f"{exercise if disclosure.exercise else ''}"
        f"<h1>Handover of {escape(where)}</h1>"
        f"<p>Begun by {escape(name_of(handover.begun_by))} at "
        f"{at(handover.begun_at_us)}. {state}</p>"
        f"<table><tr><th></th><th>What stood open</th><th>Taken on by</th></tr>"
        f"{rows or nothing}</table>"
        f"<p class='quiet'>Disclosed by {escape(disclosure.by)} on "
        f"{at(disclosure.at_us)}. This page loads nothing from a network.</p>"
        f"</body></html>"
    )
