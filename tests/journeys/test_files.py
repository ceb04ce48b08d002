"""Saving, opening, leaving, dropping, and what is remembered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox, QSplitter

from ldn_desktop.storage.drafts import DraftStore
from ldn_desktop.ui.widgets.messages import MessageBar
from tests.journeys.desk import TODAY, Desk, child, desk_on, dragged, settle
from tests.places import ROOT

_BUTTONS = QMessageBox.StandardButton
Chooses = Callable[[Path | None], None]


@pytest.fixture
def chooses(monkeypatch: pytest.MonkeyPatch) -> Chooses:
    """Answer every file dialog with a path, or cancel it."""

    def choose(path: Path | None) -> None:
        def answer(*_: object) -> tuple[str, str]:
            return (str(path) if path else "", "")

        monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)

    return choose


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[QMessageBox.StandardButton]:
    """Answer each question with the last button of this list; a question that nobody expects fails."""
    answers: list[QMessageBox.StandardButton] = []

    def run(_box: QMessageBox) -> QMessageBox.StandardButton:
        assert answers, "nothing should be asked"
        return answers.pop()

    monkeypatch.setattr(QMessageBox, "exec", run)
    return answers


def _planned(desk: Desk) -> None:
    desk.usual_set()
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")


def test_saved_opened_and_saved_under_another_name(
    desk: Desk, chooses: Chooses, asked: list[QMessageBox.StandardButton], tmp_path: Path
) -> None:
    _planned(desk)
    assert desk.window.isWindowModified()
    chooses(tmp_path / "one")
    desk.window.actions_.save.trigger()
    one, two = tmp_path / "one.ldnplan", tmp_path / "two.ldnplan"
    assert one.is_file()
    assert not desk.window.isWindowModified()
    before = one.read_bytes()
    desk.type_into(desk.dose("Target"), "3 mg")
    assert desk.window.isWindowModified()
    chooses(two)
    desk.window.actions_.save_as.trigger()
    assert one.read_bytes() == before
    assert two.read_bytes() != before
    desk.window.actions_.save.trigger()
    chooses(one)
    desk.window.actions_.open.trigger()
    assert desk.ladder == [(500, 7), (1000, 7), (1500, 28)]
    assert desk.file == one
    assert desk.headline.startswith("0.5 mg to 1.5 mg")
    assert not desk.session.undo_label


def test_a_cancelled_dialog_changes_nothing(
    desk: Desk, chooses: Chooses, asked: list[QMessageBox.StandardButton]
) -> None:
    chooses(None)
    desk.window.actions_.open.trigger()
    _planned(desk)
    desk.window.actions_.save.trigger()
    assert desk.file is None
    assert desk.session.modified


def test_an_incomplete_plan_is_saved_as_an_unfinished_one_and_opened_again(
    desk: Desk, chooses: Chooses, tmp_path: Path, asked: list[QMessageBox.StandardButton]
) -> None:
    chooses(tmp_path / "begun")
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.type_into(desk.field("Date of birth"), "05/06/1980")
    desk.window.actions_.save.trigger()
    assert list(tmp_path.glob("begun*")) == []
    (told,) = desk.notices
    assert "Not saved yet: Date of birth: " in told
    settle()
    desk.button("Save unfinished…").click()
    path = tmp_path / "begun.ldndraft"
    assert path.is_file()
    assert not desk.session.modified
    assert desk.file == path
    typed = desk.session.draft
    desk.window.actions_.new.trigger()
    chooses(path)
    desk.window.actions_.open.trigger()
    assert desk.session.draft == typed
    born = desk.day("Date of birth")
    assert (born.text(), bool(born.error())) == ("05/06/1980", True)
    assert desk.heading("chip").text().startswith("Draft")
    # Further on it is saved where it was, without a question, for as long as it is not finished.
    desk.type_into(desk.dose("Step"), "0.25 mg")
    desk.window.actions_.save.trigger()
    assert b'"step_ng": 250000' in path.read_bytes()
    # Once it is finished, it becomes a plan.
    desk.type_into(desk.field("Date of birth"), "5 Jun 1980")
    desk.usual_set()
    chooses(tmp_path / "done")
    desk.window.actions_.save.trigger()
    assert (tmp_path / "done.ldnplan").is_file()
    assert (desk.file, desk.session.modified) == (tmp_path / "done.ldnplan", False)
    assert desk.session.draft.plan.revision == 1


def test_an_unfinished_plan_of_another_patient_is_not_replaced(
    desk: Desk, chooses: Chooses, tmp_path: Path, asked: list[QMessageBox.StandardButton]
) -> None:
    path = tmp_path / "begun.ldndraft"
    chooses(path)
    desk.type_into(desk.dose("Start"), "0.5 mg")
    desk.window.files.save_unfinished()
    before = path.read_bytes()
    desk.window.actions_.new.trigger()
    desk.type_into(desk.dose("Start"), "1 mg")
    asked.append(_BUTTONS.Cancel)
    assert not desk.window.files.save_unfinished()
    assert path.read_bytes() == before


TOO_MUCH = {
    "format": "ldn-plan",
    "version": 2,
    "start_date": "2026-12-01",
    "ladder": [{"dose": f"{701 + 401 * at}.003 mcg", "days": 1} for at in range(40)],
    "formulations": [
        {
            "id": f"t{at}",
            "kind": "tablet",
            "strength": f"{(300_001 + 174_006 * at + at**3 * 2) / 10**6:.6f} mg",
            "divisible_into": 4,
        }
        for at in range(24)
    ],
}


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b'{"format": "ldn-plan", "version": 99}', json.dumps(TOO_MUCH).encode(), None],
)
def test_a_file_that_cannot_be_read_keeps_the_plan(
    desk: Desk,
    asked: list[QMessageBox.StandardButton],
    chooses: Chooses,
    tmp_path: Path,
    content: bytes | None,
) -> None:
    path = tmp_path / "bad.ldnplan"
    if content is not None:
        path.write_bytes(content)
    _planned(desk)
    before = desk.session.draft
    chooses(path)
    asked.append(_BUTTONS.Discard)
    desk.window.actions_.open.trigger()
    assert desk.session.draft == before
    assert desk.session.undo_label
    (told,) = desk.notices
    assert told.startswith("Error: bad.ldnplan was not opened. ")
    assert "Traceback" not in told


def test_a_file_that_cannot_be_written_is_told(desk: Desk, chooses: Chooses, tmp_path: Path) -> None:
    _planned(desk)
    chooses(tmp_path / "missing" / "folder.ldnplan")
    desk.window.actions_.save.trigger()
    assert desk.session.modified
    assert any("Not saved." in told for told in desk.notices)


@pytest.mark.parametrize("answer", [_BUTTONS.Save, _BUTTONS.Discard, _BUTTONS.Cancel])
def test_unsaved_changes_are_asked_about(
    desk: Desk,
    chooses: Chooses,
    asked: list[QMessageBox.StandardButton],
    tmp_path: Path,
    answer: QMessageBox.StandardButton,
) -> None:
    path = tmp_path / "kept.ldnplan"
    chooses(path)
    _planned(desk)
    asked.append(answer)
    desk.window.actions_.new.trigger()
    assert not asked
    assert path.exists() is (answer == _BUTTONS.Save)
    assert bool(desk.ladder) is (answer == _BUTTONS.Cancel)


def test_the_window_stays_when_leaving_is_cancelled(
    desk: Desk, asked: list[QMessageBox.StandardButton]
) -> None:
    _planned(desk)
    asked.append(_BUTTONS.Cancel)
    assert desk.window.close() is False
    assert desk.window.isVisible()
    asked.append(_BUTTONS.Discard)
    assert desk.window.close() is True


def test_a_save_that_is_cancelled_keeps_the_window(
    desk: Desk, chooses: Chooses, asked: list[QMessageBox.StandardButton]
) -> None:
    _planned(desk)
    chooses(None)
    asked.append(_BUTTONS.Save)
    assert desk.window.close() is False


def test_nothing_is_asked_without_changes(desk: Desk, asked: list[QMessageBox.StandardButton]) -> None:
    assert desk.window.close() is True


def test_plans_are_dropped_on_the_window(
    desk: Desk, chooses: Chooses, asked: list[QMessageBox.StandardButton], tmp_path: Path
) -> None:
    _planned(desk)
    path, other = tmp_path / "a b ü.ldnplan", tmp_path / "note.txt"
    chooses(path)
    desk.window.actions_.save.trigger()
    desk.window.actions_.new.trigger()
    assert desk.ladder == []
    other.write_text("no plan")
    assert not dragged(desk, other)
    assert dragged(desk, path, path)
    assert desk.ladder == []
    assert desk.notices == ["Note: 2 files were dropped and none was opened: one plan opens at a time."]
    assert dragged(desk, path)
    assert desk.ladder == [(500, 7), (1000, 7), (1500, 28)]
    broken = tmp_path / "broken.LDNPLAN"
    broken.write_text("{")
    assert dragged(desk, broken)
    assert desk.file == path
    assert any("broken.LDNPLAN was not opened." in told for told in desk.notices)


def test_recent_files_open_again_and_missing_ones_leave_the_list(
    desk: Desk, chooses: Chooses, asked: list[QMessageBox.StandardButton], tmp_path: Path
) -> None:
    menu = desk.window.actions_.recent
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["No recent file"]
    _planned(desk)
    for name in ("one", "two"):
        chooses(tmp_path / f"{name}.ldnplan")
        desk.window.actions_.save_as.trigger()
    menu.aboutToShow.emit()
    names = [action.text().partition("  –  ")[0] for action in menu.actions() if action.text()]
    assert names == ["two.ldnplan", "one.ldnplan", "Clear the list"]
    menu.actions()[1].trigger()
    assert desk.file == tmp_path / "one.ldnplan"
    (tmp_path / "two.ldnplan").unlink()
    menu.aboutToShow.emit()
    gone = next(action for action in menu.actions() if action.text().startswith("two"))
    gone.trigger()
    assert any("two.ldnplan was not opened." in told for told in desk.notices)
    menu.aboutToShow.emit()
    assert not [action for action in menu.actions() if action.text().startswith("two")]
    menu.actions()[-1].trigger()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["No recent file"]


_CRASH = """
    import os, sys
    from datetime import date
    from pathlib import Path
    sys.path.insert(0, {root!r})
    from tests.journeys.desk import desk_on
    with desk_on(Path({folder!r})) as desk:
        if {plan!r}:
            desk.window.files.open_path(Path({plan!r}))
        desk.usual_set()
        desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
        desk.name.setFocus()
        desk.type_into(desk.name, {name!r})
        desk.recovery.keep()
        os._exit(9)
"""


def _killed(folder: Path, plan: Path | None = None, name: str = "Anna Muster") -> None:
    code = textwrap.dedent(_CRASH).format(root=str(ROOT), folder=str(folder), plan=str(plan or ""), name=name)
    done = subprocess.run(
        [sys.executable, "-c", code], env=dict(os.environ), check=False, capture_output=True
    )
    assert done.returncode == 9, done.stderr.decode()


def _offer(desk: Desk) -> MessageBar:
    bars = [bar for bar in desk.window.findChildren(MessageBar) if "unexpectedly" in bar.text()]
    assert len(bars) == 1
    return bars[0]


def test_a_draft_outlives_a_kill(
    tmp_path: Path, qapp: object, asked: list[QMessageBox.StandardButton]
) -> None:
    _killed(tmp_path)
    (draft,) = (tmp_path / "state" / "drafts").glob("*.draft")
    assert b"Anna" not in draft.read_bytes()
    with desk_on(tmp_path) as desk:
        bar = _offer(desk)
        assert "Anna Muster" in bar.text()
        with desk_on(tmp_path) as second:
            assert not [told for told in second.notices if "unexpectedly" in told], "offered once only"
        next(b for b in bar.buttons() if b.text() == "Open the draft").click()
        assert desk.ladder == [(500, 7), (1000, 7), (1500, 28)]
        assert desk.session.modified
        assert desk.session.draft.plan.patient.name == "Anna Muster"
        settle()
        assert desk.notices == []
        assert not draft.exists()
        assert len(list(draft.parent.glob("*.draft"))) == 1, "it is now this window's draft"
    assert list(draft.parent.glob("*.draft")) == []


@pytest.mark.parametrize("changed", [False, True])
def test_after_a_kill_the_file_is_asked_about_only_where_it_changed(
    tmp_path: Path,
    qapp: object,
    asked: list[QMessageBox.StandardButton],
    chooses: Chooses,
    *,
    changed: bool,
) -> None:
    plan = tmp_path / "plan.ldnplan"
    with desk_on(tmp_path) as desk:
        _planned(desk)
        chooses(plan)
        desk.window.actions_.save.trigger()
    _killed(tmp_path, plan)
    if changed:
        plan.write_bytes(plan.read_bytes().replace(b"2026", b"2027"))
        asked.append(_BUTTONS.Ignore)
    with desk_on(tmp_path) as desk:
        next(b for b in _offer(desk).buttons() if b.text() == "Open the draft").click()
        assert desk.file == plan
        desk.window.actions_.save.trigger()
        assert asked == []
        assert not desk.session.modified
    assert b"Anna Muster" in plan.read_bytes()


@pytest.mark.parametrize("crashed", [False, True])
def test_what_is_finished_over_its_file_is_the_next_revision(
    tmp_path: Path, qapp: object, asked: list[QMessageBox.StandardButton], chooses: Chooses, *, crashed: bool
) -> None:
    plan = tmp_path / "plan.ldnplan"
    with desk_on(tmp_path) as desk:
        _planned(desk)
        chooses(plan)
        desk.window.actions_.save.trigger()
        desk.type_into(desk.dose("Step"), "0 mg")
        desk.press(Qt.Key.Key_Tab)
        assert desk.session.unread
        session = desk.session
        if crashed:
            desk.recovery.keep()
            (kept,) = (tmp_path / "state" / "drafts").glob("*.draft")
            data = kept.read_bytes()
        else:
            chooses(tmp_path / "begun.ldndraft")
            desk.window.files.save_unfinished()
        assert session.draft.plan.revision == 1
    if crashed:
        kept.write_bytes(data)
    with desk_on(tmp_path) as desk:
        if crashed:
            next(b for b in _offer(desk).buttons() if b.text() == "Open the draft").click()
            assert desk.file == plan
        else:
            desk.window.files.open_path(tmp_path / "begun.ldndraft")
        assert desk.session.unread
        desk.type_into(desk.dose("Step"), "0.25 mg")
        desk.press(Qt.Key.Key_Tab)
        assert not desk.session.unread
        if not crashed:
            asked.append(_BUTTONS.Ignore)
            chooses(plan)
        desk.window.actions_.save.trigger()
        assert (desk.session.draft.plan.revision, desk.file) == (2, plan)
        assert not asked
    assert b'"revision": 2' in plan.read_bytes()


def test_a_recovered_draft_has_its_preset(tmp_path: Path, qapp: object) -> None:
    _killed(tmp_path)
    with desk_on(tmp_path) as desk:
        next(b for b in _offer(desk).buttons() if b.text() == "Open the draft").click()
        plan = desk.session.draft.plan
        assert desk.session.draft.preset == desk.window.knowledge.offers.preset_like(plan)


def test_what_cannot_be_read_is_not_saved_and_not_lost_in_silence(
    desk: Desk, tmp_path: Path, chooses: Chooses, asked: list[QMessageBox.StandardButton]
) -> None:
    _planned(desk)
    desk.type_into(desk.field("Date of birth"), "05/06/1980")
    desk.press(Qt.Key.Key_Tab)
    chooses(tmp_path / "plan.ldnplan")
    desk.window.actions_.save.trigger()
    assert not (tmp_path / "plan.ldnplan").exists()
    assert [told for told in desk.notices if "Not saved yet: Date of birth: " in told], desk.notices
    assert desk.session.modified
    asked.append(_BUTTONS.Cancel)
    desk.window.close()
    assert desk.window.isVisible()
    asked.append(_BUTTONS.Discard)
    desk.window.close()
    assert not desk.window.isVisible()


def test_every_draft_is_offered_and_opened_by_its_own_button(
    tmp_path: Path, qapp: object, asked: list[QMessageBox.StandardButton]
) -> None:
    for name in ("Anna Muster", "Bert Beispiel"):
        _killed(tmp_path, name=name)
    with desk_on(tmp_path) as desk:
        bars = [bar for bar in desk.window.findChildren(MessageBar) if "unexpectedly" in bar.text()]
        assert [name in bar.text() for bar, name in zip(bars, ("Bert", "Anna"), strict=True)] == [True, True]
        next(b for b in bars[1].buttons() if b.text() == "Open the draft").click()
        assert desk.session.draft.plan.patient.name == "Anna Muster"
        settle()
        assert "Bert" in _offer(desk).text()
        asked.append(_BUTTONS.Discard)
        next(b for b in _offer(desk).buttons() if b.text() == "Open the draft").click()
        assert desk.session.draft.plan.patient.name == "Bert Beispiel"


def test_a_discarded_draft_is_brought_back(tmp_path: Path, qapp: object) -> None:
    _killed(tmp_path)
    with desk_on(tmp_path) as desk:
        next(b for b in _offer(desk).buttons() if b.text() == "Discard it").click()
        settle()
        (bar,) = [bar for bar in desk.window.findChildren(MessageBar) if "Discarded." in bar.text()]
        next(b for b in bar.buttons() if b.text() == "Undo").click()
        settle()
        next(b for b in _offer(desk).buttons() if b.text() == "Open the draft").click()
        assert desk.session.draft.plan.patient.name == "Anna Muster"


def test_a_draft_whose_key_is_not_at_hand_is_kept_and_told(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    _killed(tmp_path)
    (left,) = (tmp_path / "state" / "drafts").glob("*.draft")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("ldn_desktop.storage.draft_key.find_draft_key", lambda: bytes(32))
        elsewhere.setattr("ldn_desktop.storage.draft_key.keys_at_hand", lambda: [bytes(32)])
        with desk_on(tmp_path) as desk:
            (bar,) = [b for b in desk.window.findChildren(MessageBar) if "cannot be opened now" in b.text()]
            next(b for b in bar.buttons() if b.text() == "Keep it").click()
    assert left.exists()
    with desk_on(tmp_path) as desk:
        next(b for b in _offer(desk).buttons() if b.text() == "Open the draft").click()
        assert desk.session.draft.plan.patient.name == "Anna Muster"


def test_a_failed_save_stays_told_where_drafts_cannot_be_kept(
    desk: Desk, chooses: Chooses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _planned(desk)
    chooses(tmp_path / "missing" / "folder.ldnplan")
    desk.window.actions_.save.trigger()
    monkeypatch.setattr(DraftStore, "save", lambda *_: False)
    desk.recovery.keep()
    settle()
    assert any("Not saved." in told for told in desk.notices)
    bars = [bar.text() for bar in desk.window.findChildren(MessageBar) if bar.isVisible()]
    assert any("Drafts cannot be kept" in told for told in bars)


def test_typing_that_goes_on_never_puts_the_draft_off(desk: Desk) -> None:
    timer = child(desk.recovery, QTimer)
    desk.type_into(desk.dose("Start"), "0")
    assert timer.isActive()
    begun = timer.timerId()
    desk.type_into(desk.dose("Start"), "0.5 mg")
    assert timer.timerId() == begun
    assert timer.interval() <= 2000


def test_a_declined_draft_goes(tmp_path: Path, qapp: object) -> None:
    _killed(tmp_path)
    with desk_on(tmp_path) as desk:
        next(b for b in _offer(desk).buttons() if b.text() == "Discard it").click()
        assert desk.ladder == []
    with desk_on(tmp_path) as desk:
        assert desk.notices == []


def test_an_unanswered_draft_is_offered_again(tmp_path: Path, qapp: object) -> None:
    _killed(tmp_path)
    for _ in range(2):
        with desk_on(tmp_path) as desk:
            _offer(desk)


def test_a_notice_does_not_take_the_draft_away(tmp_path: Path, qapp: object) -> None:
    _killed(tmp_path)
    with desk_on(tmp_path) as desk:
        _offer(desk)
        desk.window.notices.tell("Something else.")
        settle()
        _offer(desk)


def test_an_orderly_end_leaves_no_draft(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path) as desk:
        _planned(desk)
        desk.recovery.keep()
        assert len(list(desk.places.drafts.glob("*.draft"))) == 1
    assert list((tmp_path / "state" / "drafts").glob("*.draft")) == []


def test_theme_and_zoom_keep_the_plan(desk: Desk) -> None:
    _planned(desk)
    before, headline, rows = desk.session.draft, desk.headline, desk.steps
    for mode in ("dark", "high-contrast", "light"):
        desk.rail.theme_chosen.emit(mode)
        settle()
        assert desk.themes.mode == mode
        assert (desk.session.draft, desk.headline, desk.steps) == (before, headline, rows)
    for action in (
        desk.window.actions_.zoom_in,
        desk.window.actions_.zoom_out,
        desk.window.actions_.zoom_reset,
    ):
        action.trigger()
        settle()
        assert (desk.session.draft, desk.headline, desk.steps) == (before, headline, rows)
    for _ in range(20):
        desk.window.actions_.zoom_in.trigger()
    assert desk.themes.zoom == 250
    assert desk.session.draft == before


def test_the_window_is_remembered(tmp_path: Path, qapp: object) -> None:
    # The offscreen screen is 800 by 800, and a window is never restored larger than its screen.
    with desk_on(tmp_path, size=(800, 600)) as desk:
        desk.rail.theme_chosen.emit("dark")
        desk.window.actions_.zoom_in.trigger()
    with desk_on(tmp_path, size=None) as desk:
        assert (desk.window.width(), desk.window.height()) == (800, 600)
        assert desk.themes.mode == "dark"
        assert desk.themes.zoom == 110


def test_the_splitter_is_remembered(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path) as desk:
        desk.part(QSplitter).setSizes([640, 700])
        settle()
        form = desk.part(QSplitter).sizes()[0]
    with desk_on(tmp_path) as desk:
        settle()
        assert desk.part(QSplitter).sizes()[0] == form


def test_the_letterhead_is_remembered(tmp_path: Path, qapp: object) -> None:
    with desk_on(tmp_path) as desk:
        desk.type_into(desk.line("Practice"), "Example practice")
        desk.press(Qt.Key.Key_Tab)
        desk.button("Use for new plans").click()
        assert not desk.button("Used for new plans").isEnabled()
    with desk_on(tmp_path) as desk:
        assert desk.session.draft.plan.prescriber.practice == "Example practice"
        assert not desk.session.modified
        assert desk.session.draft.plan.start_date == TODAY


def test_a_file_changed_meanwhile_is_not_overwritten_without_a_question(
    desk: Desk, tmp_path: Path, chooses: Chooses, asked: list[QMessageBox.StandardButton]
) -> None:
    path = tmp_path / "plan.ldnplan"
    chooses(path)
    _planned(desk)
    desk.window.actions_.save.trigger()
    before = path.read_bytes()
    desk.window.actions_.save.trigger()
    assert path.read_bytes() == before
    other = before.replace(b"1.5 mg", b"1.25 mg")
    assert other != before
    path.write_bytes(other)
    desk.type_into(desk.dose("Target"), "2 mg")
    asked.append(_BUTTONS.Cancel)
    desk.window.actions_.save.trigger()
    assert path.read_bytes() == other
    assert desk.session.modified
    asked.append(_BUTTONS.Ignore)
    desk.window.actions_.save.trigger()
    assert b"2 mg" in path.read_bytes()
    assert not desk.session.modified


def test_a_changed_plan_is_the_next_revision(desk: Desk, tmp_path: Path, chooses: Chooses) -> None:
    path = tmp_path / "plan.ldnplan"
    chooses(path)
    _planned(desk)
    desk.window.actions_.save.trigger()
    assert desk.session.draft.plan.revision == 1
    desk.type_into(desk.dose("Target"), "2 mg")
    assert desk.session.draft.plan.revision == 2
    desk.window.actions_.save.trigger()
    assert b'"revision": 2' in path.read_bytes()
    desk.window.actions_.undo.trigger()
    assert desk.session.draft.plan.revision == 3


def test_what_cannot_be_read_keeps_papers_waiting(desk: Desk) -> None:
    _planned(desk)
    printing = desk.window.actions_.print
    assert printing.isEnabled()
    desk.type_into(desk.dose("Target"), "3")
    assert not printing.isEnabled()
    assert desk.titration.state == "blocking"
    desk.type_into(desk.dose("Target"), "3 mg")
    assert printing.isEnabled()
    assert desk.titration.state == "ok"


def test_enter_never_throws_away_what_cannot_be_saved_yet(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bool, str]] = []

    def shown(box: QMessageBox) -> QMessageBox.StandardButton:
        default = box.defaultButton()
        assert default is not None
        saves = box.button(_BUTTONS.Save).isEnabled()
        seen.append((default.text().replace("&", ""), saves, box.informativeText()))
        return _BUTTONS.Cancel

    monkeypatch.setattr(QMessageBox, "exec", shown)
    desk.plan("0.5 mg", "0.5 mg", "1.5 mg")
    desk.window.actions_.new.trigger()
    desk.usual_set()
    desk.window.actions_.new.trigger()
    assert [entry[:2] for entry in seen] == [("Save unfinished…", True), ("Save", True)]
    assert "one step and one product" in seen[0][2]
    assert seen[1][2] == ""
    assert desk.ladder
    desk.window.force_close()
