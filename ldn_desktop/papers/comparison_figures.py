"""What two plans come to in figures, day by day, and the findings of one alone, as rows of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from fractions import Fraction

from ldn_desktop.domain.amount import NL_PER_ML, format_volume
from ldn_desktop.domain.comparison import Comparison
from ldn_desktop.domain.days_apart import HIGHER, LOWER, SAME, Days
from ldn_desktop.domain.figures import DROPS, PIECES, VOLUME, ADay, Figures
from ldn_desktop.domain.finding import SEVERITIES, Finding
from ldn_desktop.domain.regimen import Regimen
from ldn_desktop.papers.given_words import GivenWords
from ldn_desktop.papers.side_by_side import Pair, Row, SideWords

_HUNDREDTHS = 100


def figure_rows(comparison: Comparison, words: SideWords) -> Iterator[Row]:
    """Yield what is asked of whoever takes either plan."""
    left, right = comparison.figures
    given = GivenWords(words)
    yield words.dose_row("target", (left.target_ng, right.target_ng))
    yield _dated("target_day", (left.target_day, right.target_day), comparison, words)
    yield _dated("last_day", (left.last_day, right.last_day), comparison, words)
    yield _first_apart(comparison, words)
    yield words.dose_row("highest", (left.highest_ng, right.highest_ng))
    yield words.number("days", (left.days, right.days))
    yield words.number("dose_days", (left.dose_days, right.dose_days))
    yield words.plain("after", (given.after(comparison.left), given.after(comparison.right)))
    for kind in (PIECES, VOLUME, DROPS):
        if kind in left.taken or kind in right.taken:
            yield from _a_day(kind, (left.taken.get(kind), right.taken.get(kind)), words)
    yield words.number("cut_days", (left.cut_days, right.cut_days))
    yield words.plain("unmeasured", (_unmeasured(left, words), _unmeasured(right, words)))
    for at, severity in enumerate(SEVERITIES):
        row = words.number(severity, (left.findings[at], right.findings[at]))
        before, after = (_found(severity, side, words) for side in (comparison.left, comparison.right))
        yield row._replace(left=before, right=after)


def day_rows(comparison: Comparison, words: SideWords) -> Iterator[Row]:
    """Yield the days of both plans by their numbers, with the dates where both begin on the same day."""
    dated = comparison.left.first == comparison.right.first
    given = GivenWords(words)
    for days in comparison.days:
        label = _days(days, comparison.left if dated else None, words)
        yield Row(label, *given.pair(days), words.say(f"apart.{days.apart}"), days.apart != SAME)


def _days(days: Days, dated: Regimen | None, words: SideWords) -> str:
    """Name days by their numbers, and by the dates that they are in a plan."""
    last = days.first if days.last is None else days.last
    numbers = {name: words.language.number(day) for name, day in (("first", days.first), ("last", last))}
    several = days.first != last
    label = words.say("days" if several else "one_day" if days.last else "days_on", **numbers)
    if dated is None:
        return label
    begin, end = (dated.first + timedelta(days=day - 1) for day in (days.first, last))
    ends = words.language.full_date(end)
    if not several:
        return words.say("one_dated", day=label, date=ends)
    return words.say("dated", days=label, **{"from": words.language.short_date(begin), "to": ends})


def finding_rows(
    comparison: Comparison,
    words: SideWords,
    sentences: tuple[Mapping[Finding, str], Mapping[Finding, str]],
) -> Iterator[Row]:
    """Yield the findings that one plan has and the other has not, the most severe first, with their ``sentences``."""
    none, differs = words.say("none"), words.say("apart.different")
    left, right = comparison.one_sided
    for severity in SEVERITIES:
        label = words.say(f"severity.{severity}")
        for finding in left:
            if finding.severity == severity:
                yield Row(label, sentences[0][finding], none, differs, differs=True)
        for finding in right:
            if finding.severity == severity:
                yield Row(label, none, sentences[1][finding], differs, differs=True)


def _dated(name: str, days: tuple[int | None, int | None], comparison: Comparison, words: SideWords) -> Row:
    """Compare two days by their numbers; the date stands beside each, and where only one is certain they differ."""
    none = words.say("not_reached" if name == "target_day" else "none")
    left, right = days
    before, after = (on or none for on in _on(days, comparison, words))
    waits = {
        day is not None and side.is_earliest(day) for side, day in zip(comparison.figures, days, strict=True)
    }
    if left is None or right is None:
        apart = words.say("apart.same" if left == right else "apart.different")
    elif left == right:
        apart = words.say("apart.same" if len(waits) == 1 else "apart.condition")
    else:
        told = words.language.counted(abs(right - left), "day")
        apart = words.say("apart.later" if right > left else "apart.earlier", days=told)
    return words.row(name, (before, after), apart, differs=left != right or len(waits) > 1)


def _first_apart(comparison: Comparison, words: SideWords) -> Row:
    first, none = comparison.first_apart, words.say("none")
    if first is None:
        return words.plain("first_apart", (none, none))
    left, right = _on((first.day, first.day), comparison, words)
    texts: Pair = (
        words.say("on_day", day=left, dose=words.dose(first.left_ng)),
        words.say("on_day", day=right, dose=words.dose(first.right_ng)),
    )
    return words.row("first_apart", texts, words.say(f"apart.{first.apart}"), differs=True)


def _on(days: tuple[int | None, int | None], comparison: Comparison, words: SideWords) -> Iterator[str]:
    """Yield a day of either plan, which may be the earliest; empty for none."""
    sides = zip((comparison.left, comparison.right), comparison.figures, days, strict=True)
    for side, figures, day in sides:
        on = words.on(side, day) if day else ""
        yield words.say("earliest", told=on) if day and figures.is_earliest(day) else on


def _found(severity: str, side: Regimen, words: SideWords) -> str:
    found = [finding for finding in side.findings if finding.severity == severity]
    overridden = sum(finding.overridden is not None for finding in found)
    count = words.language.number(len(found))
    if not overridden:
        return count
    return words.say("overridden", count=count, overridden=words.language.number(overridden))


def _a_day(kind: str, days: tuple[ADay | None, ADay | None], words: SideWords) -> Iterator[Row]:
    left, right = (day or ADay(0, 0, 1) for day in days)
    texts: Pair = (_mean(days[0], kind, words), _mean(days[1], kind, words))
    most = left.most, right.most
    if kind == VOLUME:
        apart = words.beside(most, format_volume(abs(right.most - left.most)))
        told = format_volume(left.most), format_volume(right.most)
        yield words.row(f"{kind}_most", told, apart, differs=left.most != right.most)
    else:
        yield words.number(f"{kind}_most", most)
    apart = SAME if left.mean == right.mean else HIGHER if right.mean > left.mean else LOWER
    if None in days:
        apart = "different"
    # The same mean of other days is the same.
    yield words.row(f"{kind}_mean", texts, words.say(f"apart.{apart}"), differs=apart != SAME)


def _mean(day: ADay | None, kind: str, words: SideWords) -> str:
    """Write a mean to hundredths of its unit; the sum and the days beside it are exact."""
    if day is None:
        return words.say("none")
    exact = day.mean * _HUNDREDTHS / (NL_PER_ML if kind == VOLUME else 1)
    hundredths = (exact + Fraction(1, 2)).__floor__()
    whole, rest = divmod(hundredths, _HUNDREDTHS)
    figure = words.language.number(whole) + (f".{rest:02}".rstrip("0") if rest else "")
    if exact != hundredths:
        figure = words.say("about", figure=figure)
    everything = format_volume(day.all) if kind == VOLUME else words.language.number(day.all)
    return words.say("mean", mean=figure, all=everything, days=words.language.counted(day.days, "day"))


def _unmeasured(side: Figures, words: SideWords) -> str:
    told = [
        words.say("dose_on", dose=words.dose(dose), days=words.language.counted(days, "day"))
        for dose, days in side.unmeasured
    ]
    return words.language.listed(told) or words.say("none")
