"""When a version is in force: the rules, written down once.

A version has three sources: the ``status`` of its file, its dates, and the versions of the same law that
follow. The dates win; the status says what the dates cannot know. The result is a timeline, so that a
page built today is right tomorrow.

1. **Commencement** is the version's effective day (known or inferred), but not before the day of
   publication; where it is unknown, the day of publication. Before it the version is 尚未施行. A text
   cannot be in force before it is published, and amended texts without a date of their own mostly
   commence with it.
2. **From commencement** on, the version is what its status says: 有效 and 生效 are 有效; 已修改, 已废止 and
   未知 are themselves; no status is no status. 尚未生效 is 有效 from an effective day on; where there is
   none nobody knows the day, and the version stays 尚未施行 until the next one commences, if one does. A
   title that ends in （失效） is 失效, whatever the status.
3. **The end.** When the first version of a later date commences (texts do not always commence in the
   order of their publication; duplicates of one date do not follow each other), this one becomes 已修改,
   or 已废止 where its status says so. Until that day it is 有效 once it has commenced, also where its
   status is 已修改 or 已废止 already (the database says so from the day on which the next text is published).
4. **Repeal without a date.** The files do not say when a law was repealed, nor when it was amended by a
   text that is not here. 已废止 and 已修改 without a next version therefore hold from commencement on:
   calling it 有效 for some of that time would be a guess. Since when they hold is unknown, and not said
   (:func:`since`).

Contradictions between status and dates are reported by :func:`contradiction`.
"""

from __future__ import annotations

from datetime import date

from build_tools.model.site import Force, Record, Timeline, Turn
from build_tools.slugs import is_lapsed

_OF_STATUS = {
    "有效": Force.IN_FORCE,
    "生效": Force.IN_FORCE,
    "已修改": Force.AMENDED,
    "已废止": Force.REPEALED,
    "尚未生效": Force.IN_FORCE,
    "未知": Force.UNKNOWN,
}


def timeline(record: Record, follower: Record | None) -> Timeline:
    """Return the turns of a version; ``follower`` is the version that takes over, if there is one.

    The rules are those of this module. The first turn has no day, days increase, and no two turns
    that follow each other say the same.
    """
    start = commencement(record)
    stated = stated_force(record)
    if stated is Force.LAPSED:
        return _turns(start, Force.LAPSED, None, Force.LAPSED)
    if _is_waiting(record):
        running = Force.NOT_YET
    elif follower is None:
        running = stated
    else:
        running = stated if stated in (Force.UNKNOWN, Force.NONE) else Force.IN_FORCE
    end = commencement(follower) if follower else None
    return _turns(start, running, end, Force.REPEALED if stated is Force.REPEALED else Force.AMENDED)


def at(turns: Timeline, day: date) -> Force:
    """Return what the timeline says on ``day``."""
    force = turns[0].force
    for turn in turns:
        if turn.day is None or turn.day <= day:
            force = turn.force
    return force


def since(turns: Timeline, day: date) -> date | None:
    """Return the day from which the turn of ``day`` is known to hold, or None.

    A 已废止 that follows a 尚未施行 (rule 4) began on some day that the files do not tell.
    """
    past = [turn for turn in turns if turn.day is None or turn.day <= day]
    if past[-1].force in (Force.AMENDED, Force.REPEALED, Force.LAPSED) and (
        len(past) < 2 or past[-2].force is Force.NOT_YET
    ):
        return None
    return past[-1].day


def commencement(record: Record) -> date | None:
    """Return the day from which a version counts: the later of its effective day and its publication.

    None where nobody knows it: there is no day at all, or the text is 尚未生效 without an effective day.
    """
    if _is_waiting(record):
        return None
    return max((day for day in (record.effective.day, published(record)) if day), default=None)


def published(record: Record) -> date | None:
    """Return the day of publication: ``publication_date``, else ``date``, else the last day of the 题注."""
    noted = record.note_dates[-1] if record.note_dates else None
    return record.meta.publication_date or record.meta.date or noted


def _is_waiting(record: Record) -> bool:
    """Tell whether a text is not in force, and nobody knows since when it will be (rule 2)."""
    return record.meta.status == "尚未生效" and record.effective.day is None


def stated_force(record: Record) -> Force:
    """Return what title and status say, without the dates."""
    if is_lapsed(record.meta.title):
        return Force.LAPSED
    return _OF_STATUS.get(record.meta.status, Force.NONE)


def contradiction(
    record: Record, follower: Record | None, turns: Timeline, today: date
) -> tuple[str, str] | None:
    """Return code and message where the status contradicts what the dates say on ``today``, or None."""
    status, force = record.meta.status, at(turns, today)
    if is_lapsed(record.meta.title):
        if status in ("有效", "生效", "尚未生效"):
            return "status-lapsed", f"status is {status}, but the title says （失效）; correct one of them"
        return None
    since = next((turn.day for turn in reversed(turns) if turn.day and turn.day <= today), None)
    if status in ("有效", "生效", "尚未生效") and force is Force.AMENDED and follower:
        return (
            "status-superseded",
            f"status is {status}, but {follower.path} is the newer text since {since}; write 已修改 or 已废止",
        )
    if status in ("有效", "生效", "已修改", "已废止") and force is Force.NOT_YET:
        starts = next(turn.day for turn in turns if turn.day)
        return (
            "status-early",
            f"status is {status}, but the dates say 尚未施行 until {starts}; shown so until then",
        )
    if status == "尚未生效" and force is not Force.NOT_YET:
        return "status-late", f"status is 尚未生效, but the text commenced on {since}; write {force.value}"
    if status in ("已修改", "已废止") and force is Force.IN_FORCE and follower:
        ends = commencement(follower)
        when = f"commences on {ends}" if ends else "is 尚未生效"
        return "status-early", f"status is {status}, but {follower.path} {when}; shown as 有效 until then"
    return None


def _turns(start: date | None, running: Force, end: date | None, ended: Force) -> Timeline:
    """Return the timeline of a text that is ``running`` from ``start`` and ``ended`` from ``end``."""
    turns = [Turn(None, Force.NOT_YET)] if start else [Turn(None, running)]
    if start and (end is None or start < end):
        turns.append(Turn(start, running))
    if end:
        turns.append(Turn(end, ended))
    return tuple(turns)
