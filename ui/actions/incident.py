"""Actions on the selected incident."""

from controlroom.domain import commands as c
from ui.acting import Action
from ui.actions.doing import copy_text, open_form, show_panel
from ui.needs import (
    needs_incident,
    needs_link,
    needs_merge,
    needs_status,
)

INCIDENT: tuple[Action, ...] = (
    Action("new_incident", "Open an incident", ("N",), "Incident",
           open_form("new_incident"), act=c.OpenIncident),
    Action("log", "Add to the log", ("L",), "Incident",
           lambda stage, _key: stage.add_to_log(), needs_incident, c.AddLogEntry),
    Action("grade", "Give another grade", ("Shift+G",), "Incident",
           open_form("grade"), needs_status("open"), c.GradeIncident),
    Action("amend", "Amend type, place or caller", ("E",), "Incident",
           open_form("amend"), needs_status("open"), c.AmendIncident),
    Action("pick", "Choose a unit to send", tuple("123456789"), "Incident",
           lambda stage, key: stage.pick(key), needs_status("open"), c.AssignUnits,
           in_menu=False),
    Action("assign", "Assign the chosen units", ("Enter", "Return"), "Incident",
           lambda stage, _key: stage.assign_picked(),
           lambda stage: stage.why_not_assign(), c.AssignUnits),
    Action("reasons", "All reasons for and against units", ("W",), "Incident",
           lambda stage, _key: stage.toggle_reasons(), needs_incident),
    Action("bring_up", "Bring up at a time", ("U",), "Incident",
           open_form("bring_up"), needs_status("open", "resolved"), c.SetBringUp),
    Action("resolve", "Resolve", ("V",), "Incident",
           open_form("resolve"), needs_status("open"), c.ResolveIncident),
    Action("close", "Close with a code", ("C",), "Incident",
           open_form("close"), needs_status("resolved"), c.CloseIncident),
    Action("reopen", "Reopen", ("O",), "Incident",
           open_form("reopen"), needs_status("resolved", "closed"), c.ReopenIncident),
    Action("link", "Link with another incident", ("Ctrl+J",), "Incident",
           open_form("link"), needs_incident, c.LinkIncidents),
    Action("unlink", "Unlink from another incident", ("Ctrl+Shift+J",), "Incident",
           open_form("unlink"), needs_link, c.UnlinkIncidents),
    Action("merge", "Merge with a duplicate", ("Ctrl+M",), "Incident",
           open_form("merge"), needs_status("open"), c.MergeIncidents),
    Action("unmerge", "Take a merge back", ("Ctrl+Shift+M",), "Incident",
           open_form("unmerge"), needs_merge, c.UnmergeIncident),
    Action("save_page", "Save as a page, a disclosure", ("X",), "Incident",
           lambda stage, _key: stage.save_page(), lambda stage: stage.why_not_save(),
           c.AddLogEntry),
    Action("copy_cad", "Copy the CAD number", ("Y",), "Incident",
           copy_text("cad"), needs_incident),
    Action("incident", "Incident", ("Ctrl+3",), "View", show_panel("incident")),
)  # fmt: skip
