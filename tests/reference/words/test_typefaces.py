"""Which letters can be printed, asked without Qt."""

from __future__ import annotations

import pytest

from ldn_desktop.papers.frame import one_line
from ldn_desktop.reference.words.typefaces import Typefaces
from tests.places import RESOURCES

FONTS = RESOURCES / "fonts"
FACES = Typefaces(FONTS)


def runs(text: str, faces: Typefaces = FACES) -> list[tuple[str, str]]:
    return [(run.text, run.face.family if run.face else "") for run in faces.runs(text)]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Zoë Ångström Łukasz", ""),
        ("Nguye\u0302\u0303n", ""),
        ("अनिल कुमार", ""),
        ("علی\u200cرضا", ""),
        ("Ann 😀 Lee 😀", "😀"),
        ("山田 太郎", "山田太郎"),
        ("a\u0915\u093f", ""),
        ("a\u093f", "\u093f"),
        ("private \ue000, unassigned \u0378, half a pair \ud83d", "\ue000\u0378\ud83d"),
        ("Tibetan བོད", "བོད"),
    ],
)
def test_what_no_font_draws_is_named(text: str, missing: str) -> None:
    assert FACES.undrawable(text) == missing
    assert FACES.undrawable(one_line(text)) == missing


def test_a_text_is_divided_by_its_fonts_and_a_blank_stays_with_its_word() -> None:
    assert runs("अनिल कुमार, Berlin") == [("अनिल कुमार", "Noto Sans Devanagari"), (", Berlin", "Noto Sans")]
    assert runs("দাঁড়ি।") == [("দাঁড়ি।", "Noto Sans Bengali")]


def test_a_letter_of_the_system_is_asked_for_once_and_only_in_the_far_east() -> None:
    asked: list[str] = []

    def system(letter: str) -> str:
        asked.append(letter)
        return "Ming" if letter != "龘" else ""

    faces = Typefaces(FONTS, system)
    assert runs("王小明 Li, 王小", faces) == [("王小明 ", "Ming"), ("Li, ", "Noto Sans"), ("王小", "Ming")]
    assert asked == ["王", "小", "明"]
    assert faces.undrawable("王龘😀བ") == "龘😀བ"
    assert asked == ["王", "小", "明", "龘"]


def test_every_font_of_the_list_is_there_with_its_licence() -> None:
    files = {face.file.name for face in FACES.faces if face.file}
    assert files | {"NotoSans-Bold.ttf"} == {path.name for path in FONTS.glob("*.ttf")}
    assert len(files) == 19
    licence = (FONTS / "OFL.NotoSans.txt").read_text("utf-8")
    assert "SIL Open Font License" in licence
    assert all(face.family.removeprefix("Noto Sans ") in licence for face in FACES.faces)
