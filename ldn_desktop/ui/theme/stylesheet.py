"""The style sheet of the whole window, made from the tokens of a theme and its scale."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from ldn_desktop.ui.theme.look import Theme
from ldn_desktop.ui.theme.sheet_parts import BUTTONS, FIELDS, FRAMES, LABELS, MISCELLANY, TABLES
from ldn_desktop.ui.theme.tokens import HEIGHT, TYPE

_PARTS = (FRAMES, LABELS, BUTTONS, FIELDS, TABLES, MISCELLANY)
_LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 24, 28, 32, 56, 72)


def stylesheet(theme: Theme, images: Mapping[str, str]) -> str:
    """Return the style sheet. ``images`` are the addresses that ``write_images`` returned."""
    values: dict[str, object] = {role: theme.hex(role) for role in theme.colours}
    values |= {f"px{length}": f"{theme.px(length)}px" for length in _LENGTHS}
    values |= {f"type_{name.replace('-', '_')}": f"{theme.px(kind.size)}px" for name, kind in TYPE.items()}
    values |= {f"img_{name.replace('-', '_')}": address for name, address in images.items()}
    choice, edge = 2 * theme.px(8), theme.px(5)
    field, small = theme.field_height(), theme.field_height(small=True)
    values |= {
        # Heights of the content: the part's height without its edges of one and of two pixels.
        "field0": f"{field}px",
        "field1": f"{field - 2}px",
        "field2": f"{field - 4}px",
        "small1": f"{small - 2}px",
        "small2": f"{small - 4}px",
        "pill_radius": f"{small // 2 - 1}px",
        "header": f"{theme.line('small') + HEIGHT['table-header'] - TYPE['small'].line - 1}px",
        "tag1": f"{theme.line('small') + 2}px",
        "tag_radius": f"{(theme.line('small') + 4) // 2}px",
        # A radius above half the side would be ignored.
        "choice1": f"{choice - 2}px",
        "choice_radius": f"{choice // 2}px",
        "dot": f"{choice - 2 * edge}px",
        "dot_edge": f"{edge}px",
    }
    return "\n".join(Template(part).substitute(values) for part in _PARTS)
