"""From the state of an output folder to the next: what must be rendered, and what then has to happen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from build_tools import fsio, urls
from build_tools.pages.context import Output
from build_tools.pipeline.journal import Change
from build_tools.pipeline.render import Staged, stage_common
from build_tools.pipeline.report import Tally
from build_tools.pipeline.tree import (
    MARKER,
    Manifest,
    Target,
    Tree,
    files_below,
    marker_text,
    what_is_in,
)


@dataclass(slots=True)
class Plan:
    """How one output folder gets its next state; filled while staging."""

    tree: Tree
    target: Target
    prints: Mapping[str, str]
    """Fingerprint of each work in the next state."""
    changed: frozenset[str]
    """The works that the folder lacks, or has in another state."""
    staged: Staged = field(default_factory=Staged)
    common: list[str] = field(default_factory=list)
    """The files that belong to no work and no part."""
    parts: dict[str, str] = field(default_factory=dict)
    """The parts of the search index in the next state; see :class:`Manifest`."""

    def manifest(self) -> Manifest:
        """Return the manifest of the next state; complete when all is staged."""
        old = self.tree.manifest.counts if self.tree.manifest else {}
        new: Mapping[str, Any] = self.staged.counts
        counts = {key: new[key] if key in new else old[key] for key in ("", *self.prints, *self.parts)}
        return Manifest(dict(self.prints), tuple(sorted(self.common)), counts, dict(self.parts))

    def tally(self) -> Tally:
        """Return the counts of everything that the folder then holds."""
        total = Tally()
        for counts in self.manifest().counts.values():
            total.merge(Tally.load(counts))
        return total


def plan_for(tree: Tree, prints: Mapping[str, str], *, in_place: bool) -> Plan:
    """Decide what to render for an output folder.

    A folder that is not there yet is made aside and renamed in. One that a build of ours wrote is brought
    up to date, even if every work has changed: most pages turn out the same then, and comparing is much
    cheaper than writing and removing. With ``in_place`` everything is written right into the folder,
    which holds the files of no work already.
    """
    if in_place:
        target = Target(tree.kind, tree.prefix, tree.root, None)
        return Plan(
            tree, target, prints, frozenset(prints), common=sorted(what_is_in(tree).common - {MARKER})
        )
    held = tree.manifest.works if tree.manifest else {}
    changed = frozenset(key for key, fingerprint in prints.items() if held.get(key) != fingerprint)
    target = Target(tree.kind, tree.prefix, tree.stage, tree.root if tree.ours else None)
    return Plan(tree, target, prints, changed)


def next_state(plan: Plan) -> Change | None:
    """Finish staging with the marker, and return what is left to do; None when nothing changed.

    Raises:
        fsio.WriteError: the disk refuses.
    """
    tree, staged = plan.tree, plan.staged
    manifest = plan.manifest()
    _add_removals(plan)
    staged.moves += _stage_marker(plan, manifest)
    whole = plan.target.existing is None
    if not whole and tree.manifest is not None and not staged.moves and not staged.removals:
        return None
    return Change(
        root=tree.root,
        stage=tree.stage,
        whole=whole,
        moves=tuple(staged.moves),
        removals=tuple(staged.removals),
        manifest_file=tree.manifest_file,
        manifest=manifest.dump(),
    )


def finish_in_place(plan: Plan) -> None:
    """Note the state of a folder whose pages were written right into it.

    Raises:
        fsio.WriteError: the disk refuses.
    """
    manifest = plan.manifest()
    _stage_marker(plan, manifest)
    fsio.write_atomically(plan.tree.manifest_file, manifest.dump().encode())


def _stage_marker(plan: Plan, manifest: Manifest) -> list[str]:
    marker = Output(plan.tree.kind, plan.tree.prefix + MARKER, marker_text(manifest.state))
    return stage_common([marker], [plan.target])[plan.tree.kind][0].moves


def _add_removals(plan: Plan) -> None:
    """Note the files of works and parts that are no more, and other files that are no more."""
    if plan.target.existing is not None:
        held = what_is_in(plan.tree)
        gone = [urls.law_dir(key).removeprefix(plan.tree.prefix) for key in held.works - set(plan.prints)]
        # A hand-written page may lie in a folder that looks like a part of the index.
        kept = set(plan.common)
        for folder in sorted([*gone, *(held.parts - set(plan.parts))]):
            plan.staged.removals += sorted(set(files_below(plan.tree.root, folder.rstrip("/"))) - kept)
        plan.staged.removals += sorted(_gone(plan, held.common) - {*plan.common, MARKER})


def _gone(plan: Plan, common: set[str]) -> set[str]:
    """Return the common files without those in the folder of a law that is new: rendering it has seen to them.

    Where a redirect led there before, the law's own pages now have the addresses of the pages that led on.
    """
    home = "laws/".removeprefix(plan.tree.prefix)
    inside = len(home)
    return {
        path
        for path in common
        if not path.startswith(home) or path[inside:].partition("/")[0] not in plan.prints
    }
