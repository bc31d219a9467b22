"""Approvals: which stand, which are void and by what change, and what a release lacks of those its policy asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from msgspec import Struct

from briefs.clearance.changes import state_changes
from briefs.clearance.dossier import SHOWN, Dossier, make_dossier, state_digest
from briefs.finding import Finding, Place, Severity, Stops
from briefs.folders import brief_names
from briefs.load.approvals import FILE, Approval, load_approvals
from briefs.pipeline import Compiled
from briefs.project import Project

FOLDER = "data/approvals"  # the states that were approved, so that a void approval can say what has changed


class Standing(Struct, frozen=True):
    """One approval and what became of it."""

    approval: Approval
    stands: bool
    changes: tuple[str, ...] = ()  # what voided it, as far as the state that was approved is kept

    def to_json(self) -> dict[str, Any]:
        """As the JSON of the command line."""
        one = self.approval
        return {
            "brief": one.brief, "language": one.language, "role": one.role, "by": one.by, "on": str(one.on),
            "digest": one.digest, "note": one.note, "stands": self.stands, "changes": list(self.changes),
        }  # fmt: skip


def state_path(dossier: Dossier) -> str:
    """Where the state of a text is kept, from the project root on."""
    return f"{FOLDER}/{dossier.brief}.{dossier.language.tag}.{dossier.digest[:SHOWN]}.json"


def stand(approvals: Sequence[Approval], dossier: Dossier, root: Path) -> tuple[Standing, ...]:
    """Each approval of this text, as it stands today."""
    mine = [one for one in approvals if (one.brief, one.language) == (dossier.brief, dossier.language.tag)]
    return tuple(_standing(one, dossier, root) for one in mine)


def _standing(approval: Approval, dossier: Dossier, root: Path) -> Standing:
    if dossier.digest.startswith(approval.digest):
        return Standing(approval, True)
    was = _kept_state(approval, root)
    return Standing(approval, False, state_changes(was, dossier.state) if was else ())


def _kept_state(approval: Approval, root: Path) -> Mapping[str, Any] | None:
    """The state that was approved, if it is kept and is that state."""
    file = root / FOLDER / f"{approval.brief}.{approval.language}.{approval.digest[:SHOWN]}.json"
    try:
        state = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    genuine = isinstance(state, dict) and state_digest(state).startswith(approval.digest)
    return state if genuine else None


def release_faults(project: Project, compiled: Sequence[Compiled]) -> list[Finding]:
    """What keeps these texts from being released: a role of the policy without a standing approval."""
    approvals, findings = load_approvals(project.root)
    found = list(findings)
    for one in compiled:
        dossier = make_dossier(project, one)
        if dossier is not None:
            found += lacking(stand(approvals, dossier, project.root), dossier, project)
    return found


def lacking(
    standings: Sequence[Standing], dossier: Dossier, project: Project, also: Sequence[str] = ()
) -> Iterator[Finding]:
    """Roles of the policy, and others, that nobody has approved in, or not for this text; one person in two roles."""
    policy, name = project.settings.policy, f"{dossier.brief} ({dossier.language.tag})"
    standing: dict[str, list[str]] = {role: [] for role in (*policy.approvals, *also)}
    void: dict[str, Approval] = {}
    for one in standings:
        if one.stands and one.approval.role in standing:
            standing[one.approval.role].append(one.approval.by)
        elif not one.stands:
            void[one.approval.role] = one.approval
    for role, people in standing.items():
        if not people:
            yield _not_approved(name, role, void.get(role), dossier)
    asked = [standing[role] for role in policy.approvals]
    if policy.two_people and all(asked) and not _by_different_people(asked):
        message = f"{name} is approved for {' and '.join(policy.approvals)} by the same person"
        yield Finding("approved-by-one", message, Place(FILE), "have somebody else approve one of the two")


def _not_approved(name: str, role: str, void: Approval | None, dossier: Dossier) -> Finding:
    message, place = f"{name} is not approved for {role}", Place(FILE)
    if void is not None:
        message += f": what {void.by} approved on {void.on} was changed since"
        place = void.at
    command = f"python generate.py approve {dossier.brief} -l {dossier.language.tag} --role {role} --by NAME"
    see = "`approve --check` says what changed; " if void else ""
    return Finding("not-approved", message, place, f"{see}when it is checked: {command}")


def _by_different_people(people: Any) -> bool:
    """Whether each role can be told another person."""
    folded = [{" ".join(name.split()).casefold() for name in names} for names in people]
    return any(len(set(chosen)) == len(chosen) for chosen in product(*folded))


def stray_faults(approvals: Sequence[Approval], project: Project) -> Iterator[Finding]:
    """Approvals of briefs or languages that the project does not have."""
    names = brief_names(project.root)
    for one in approvals:
        if one.brief not in names:
            hint = f"briefs here: {', '.join(names)}; delete the entry if the brief is gone"
            yield Finding("unknown-brief", f"no brief “{one.brief}”", one.at, hint, Severity.WARNING)
        elif one.language not in project.settings.languages:
            hint = f"languages here: {', '.join(project.settings.languages)}"
            yield Finding("unknown-language", f"no language “{one.language}”", one.at, hint, Severity.WARNING)


def refuse_role(role: str, known: Sequence[str]) -> Finding | None:
    """That the policy asks for no such role; None where it does, or names none."""
    if not known or role in known:
        return None
    hint = f"roles of the policy: {', '.join(known)} (see [tool.briefs.policy] in pyproject.toml)"
    return Finding("unknown-role", f"no role “{role}”", Place("pyproject.toml"), hint, stops=Stops.RUN)
