"""Approvals: any change of what was approved voids one, a release asks for them, and nobody's record is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sample_project import copy_project, edit, run, told

from briefs.load.approvals import read_approvals
from briefs.release.approving import add_record, record_text
from briefs.settings import load_settings

FILE = "data/approvals.yaml"
SHEET = "data/facts/rooms.yaml"
TEMPLATE = "templates/rooms.md.j2"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copy_project(tmp_path)
    monkeypatch.chdir(folder)
    return folder


def approve(language: str = "en", role: str = "facts", by: str = "A. Hale", *more: str) -> int:
    return run("approve", "rooms", "-l", language, "--role", role, "--by", by, "--on", "2025-06-02", *more)


def ask(root: Path, policy: str) -> None:
    """A policy for the sample."""
    file = root / "pyproject.toml"
    file.write_text(file.read_text(encoding="utf-8") + f"\n[tool.briefs.policy]\n{policy}\n", encoding="utf-8")


def checked(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]], list[str]]:
    """Exit code of `approve --check`, the approvals, the rules of its findings."""
    code, whole = told(capsys, "approve", "--check")
    return code, whole["files"], [one["rule"] for one in whole["findings"]]


# ---- an approval


def test_an_approval_is_stored_with_the_digest_that_the_dossier_bears(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, made = told(capsys, "dossier", "-l", "en", "-f", "docx")
    assert approve("en", "facts", "A. Hale", "--note", "by telephone: all well") == 0
    receipt = capsys.readouterr().out
    assert made["files"][0]["digest"][:12] in receipt
    (stored,), faults = read_approvals((root / FILE).read_bytes())
    assert faults == ()
    assert (stored.brief, stored.language, stored.role, stored.by, str(stored.on), stored.note) == (
        "rooms", "en", "facts", "A. Hale", "2025-06-02", "by telephone: all well",
    )  # fmt: skip
    assert stored.digest == made["files"][0]["digest"]
    assert checked(capsys)[1][0]["stands"] is True


def test_an_approval_changes_neither_what_it_approves_nor_the_manifest(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build") == 0
    manifest = (root / "dist" / "manifest.json").read_bytes()
    assert approve() == 0
    assert approve("en", "legal", "B. Rose") == 0
    assert run("build") == 0
    assert (root / "dist" / "manifest.json").read_bytes() == manifest
    assert [one["stands"] for one in checked(capsys)[1]] == [True, True]


def test_the_same_approval_twice_is_one_record(root: Path) -> None:
    assert approve() == 0
    before = (root / FILE).read_bytes()
    assert approve() == 0
    assert (root / FILE).read_bytes() == before


EDITS = {
    "text": (TEMPLATE, "Rooms are used", "Rooms are much used"),
    "figure": (SHEET, "value: 1340\n", "value: 1350\n"),
    "wording of the source": (SHEET, "as_printed: 1,340", "as_printed: 1 340"),
    "place in the source": (SHEET, '{label: page, value: "12"}', '{label: page, value: "13"}'),
    "reserve": (SHEET, "Counted at the door;", "Counted at the gate;"),
    "remark": (SHEET, "  waiting-days:\n", "  waiting-days:\n    remark: ask again\n"),
    "checks": (SHEET, "  waiting-days:\n", "  waiting-days:\n    checked: [{by: C. Low, on: 2025-05-01}]\n"),
    "status": (SHEET, "  waiting-days:\n", "  waiting-days:\n    confidence: second_hand\n"),
    "source": ("data/sources/sources.yaml", "title: ", "title: New "),
    "date": (TEMPLATE, "figures_as_at: 2025-06-01", "figures_as_at: 2025-06-02"),
}


@pytest.mark.parametrize("what", EDITS)
def test_any_change_voids_it_and_is_named(root: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    name, old, new = EDITS[what]
    if what == "wording of the source":
        edit(root / SHEET, old, f"{old}\n    as_printed_language: fr")
        new, old = f"{new}\n    as_printed_language: fr", f"{old}\n    as_printed_language: fr"
    assert approve() == 0
    assert checked(capsys)[1][0]["stands"] is True
    file = root / name
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    if what == "figure":
        edit(file, "as_printed: 1,340", "as_printed: 1,350")
    (approval,) = checked(capsys)[1]
    assert approval["stands"] is False
    assert approval["changes"], what


def test_a_void_one_says_which_figure_changed_and_how(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert approve() == 0
    edit(root / SHEET, '{label: page, value: "12"}', '{label: page, value: "13"}')
    (approval,) = checked(capsys)[1]
    said = "\n".join(approval["changes"])
    assert "figure “1,340 reading rooms” (rooms-2024): sources locator: page 12 → page 13" in said.replace(
        "\u00a0", " "
    )


def test_what_is_set_right_again_stands_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert approve() == 0
    edit(root / TEMPLATE, "Rooms are used", "Rooms are full")
    assert checked(capsys)[1][0]["stands"] is False
    edit(root / TEMPLATE, "Rooms are full", "Rooms are used")
    assert checked(capsys)[1][0]["stands"] is True


def test_a_change_of_one_language_leaves_the_other_approved(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert approve("en") == 0
    assert approve("fr") == 0
    po = root / "locale" / "fr" / "rooms.po"
    edit(po, 'msgstr "Les salles', 'msgstr "Ici, les salles')
    assert [one["stands"] for one in checked(capsys)[1]] == [True, False]


def test_a_forged_state_tells_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert approve() == 0
    (state,) = (root / "data" / "approvals").iterdir()
    edit(state, "1,340", "1,341")
    edit(root / TEMPLATE, "Rooms are used", "Rooms are full")
    assert run("approve", "--check") == 1
    assert "is not kept" in capsys.readouterr().out


# ---- who may approve what


def test_a_text_with_errors_is_approved_by_nobody(root: Path) -> None:
    edit(root / TEMPLATE, "counted {{ rooms }}", "counted 99 and {{ rooms }}")
    assert approve() == 1
    assert not (root / FILE).exists()


def test_paper_of_another_text_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, made = told(capsys, "dossier", "-l", "en", "-f", "docx")
    digest = made["files"][0]["digest"][:12]
    assert approve("en", "facts", "A. Hale", "--digest", "0" * 12) == 1
    assert not (root / FILE).exists()
    assert approve("en", "facts", "A. Hale", "--digest", digest.upper()) == 0
    assert approve("en", "legal", "A. Hale", "--digest", digest[:3]) == 1  # too few signs to tell


def test_a_role_that_the_policy_does_not_name_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask(root, 'approvals = ["facts", "legal"]')
    assert approve("en", "fact") == 2
    assert "facts, legal" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("approve",), ("approve", "rooms"), ("approve", "rooms", "-l", "en", "--role", "facts"),
        ("approve", "--list", "--by", "A. Hale"), ("approve", "rooms", "-l", "en", "--role", "facts", "--by", " "),
        ("approve", "room", "-l", "en", "--role", "facts", "--by", "A"),
        ("approve", "rooms", "-l", "de", "--role", "facts", "--by", "A"),
    ],
)  # fmt: skip
def test_misuse_is_told_and_stores_nothing(root: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments) == 2
    assert not (root / FILE).exists()


# ---- the release


def test_without_a_policy_a_release_asks_for_no_approval(root: Path) -> None:
    assert run("build", "--release") == 0


def test_a_release_is_refused_until_each_role_has_approved_each_language(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(root, 'approvals = ["facts", "legal"]')
    code, whole = told(capsys, "build", "--release")
    lacking = [one for one in whole["findings"] if one["rule"] == "not-approved"]
    assert code == 1
    assert len(lacking) == 4
    assert "generate.py approve rooms -l en --role facts --by NAME" in lacking[0]["hint"]
    assert not (root / "dist").exists()
    for language in ("en", "fr"):
        assert approve(language, "facts", "A. Hale") == 0
        assert approve(language, "legal", "A. Hale") == 0
    assert run("build", "--release") == 0


def test_a_void_approval_stops_a_release_and_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask(root, 'approvals = ["facts"]')
    assert approve("en") == 0
    assert run("build", "--release", "-l", "en") == 0
    edit(root / TEMPLATE, "Rooms are used", "Rooms are full")
    code, whole = told(capsys, "build", "--release", "-l", "en")
    (fault,) = [one for one in whole["findings"] if one["rule"] == "not-approved"]
    assert code == 1
    assert "what A. Hale approved on 2025-06-02 was changed since" in fault["message"]
    assert fault["path"] == FILE
    assert run("build", "-l", "en") == 0  # a draft needs none


def test_two_roles_by_one_person_are_a_fault_where_the_policy_says_so(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(root, 'approvals = ["facts", "legal"]\ntwo_people = true')
    assert approve("en", "facts", "A. Hale") == 0
    assert approve("en", "legal", "a.  hale") == 0
    code, whole = told(capsys, "build", "--release", "-l", "en")
    assert code == 1
    assert [one["rule"] for one in whole["findings"] if one["severity"] == "error"] == ["approved-by-one"]
    assert approve("en", "legal", "B. Rose") == 0
    assert run("build", "--release", "-l", "en") == 0


def test_check_fails_where_the_policy_is_not_met_and_list_does_not(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(root, 'approvals = ["facts"]')
    assert approve("en") == 0
    code, files, rules = checked(capsys)
    assert (code, len(files), rules) == (1, 1, ["not-approved"])
    assert run("approve", "--list") == 0
    assert "stands  rooms (en)  facts  A. Hale, 2025-06-02" in capsys.readouterr().out


def test_check_fails_where_what_was_approved_was_changed_whatever_the_policy_asks(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert approve("en", "legal") == 0
    assert checked(capsys)[0] == 0
    edit(root / TEMPLATE, "Rooms are used", "Rooms are full")
    code, files, rules = checked(capsys)
    assert (code, [one["stands"] for one in files], rules) == (1, [False], ["not-approved"])
    assert run("approve", "--list") == 0
    assert run("build", "--release", "-l", "en") == 0, "the policy asks for none"
    assert approve("en", "legal", "B. Rose") == 0
    code, files, rules = checked(capsys)
    assert (code, [one["stands"] for one in files], rules) == (0, [False, True], []), "a later one takes its place"


def test_an_approval_of_a_brief_that_is_gone_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / FILE).write_text("approvals:\n" + record_text(FIELDS | {"brief": "gone"}), encoding="utf-8")
    assert checked(capsys)[2] == ["unknown-brief"]


# ---- the file

FIELDS = {"brief": "rooms", "language": "en", "role": "facts", "by": "A", "on": "2025-06-02", "digest": "0" * 12}
FILES = {
    "empty list": "# who approved\napprovals: []  # none yet\n",
    "no list": "approvals:\n",
    "one record": "# head\napprovals:\n  # a comment\n" + record_text(FIELDS),
    "records at the margin": "approvals:\n- " + "\n  ".join(f'{k}: "{v}"' for k, v in FIELDS.items()) + "\n",
    "no line end": "approvals:\n" + record_text(FIELDS).rstrip("\n"),
    "Windows line ends": ("# head\napprovals:\n" + record_text(FIELDS)).replace("\n", "\r\n"),
    "an example in a comment": "#   - brief: name\n#     by: A\napprovals: []\n",
    "a comment at the end": "approvals:\n" + record_text(FIELDS) + "  # the end\n",
}


@pytest.mark.parametrize("kind", FILES)
def test_a_record_is_added_and_everything_else_stays(root: Path, kind: str) -> None:
    file = root / FILE
    file.write_bytes(FILES[kind].encode("utf-8"))
    before, faults = read_approvals(file.read_bytes())
    assert faults == ()
    assert approve() == 0
    after, faults = read_approvals(file.read_bytes())
    assert faults == ()
    assert [one.by for one in after] == [*(one.by for one in before), "A. Hale"]
    written = file.read_bytes().decode("utf-8")
    comments = [line.strip() for line in FILES[kind].splitlines() if line.strip().startswith("#")]
    assert all(comment in written for comment in comments)
    assert ("\r\n" in written) == ("\r\n" in FILES[kind])
    assert "\n" not in written.replace("\r\n", "") or "\r\n" not in written


def test_a_file_of_a_form_that_nothing_can_be_added_to_is_left_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flow = "approvals: [{brief: rooms, language: en, role: facts, by: A, on: 2025-06-02, digest: 000000000000}]\n"
    (root / FILE).write_text(flow, encoding="utf-8")
    assert approve() == 2
    assert (root / FILE).read_text(encoding="utf-8") == flow
    assert 'by: "A. Hale"' in capsys.readouterr().err


@pytest.mark.parametrize("name", ['A: "Hale"', "- A. Hale", "# A", "Ünal Ω", "true", "1340", "O'Neil"])
def test_any_name_is_kept_as_it_is(root: Path, name: str) -> None:
    assert approve("en", "facts", name, "--note", f"{name}: {name}") == 0
    (stored,), _ = read_approvals((root / FILE).read_bytes())
    assert (stored.by, stored.note) == (name, f"{name}: {name}")


def test_faults_of_the_file_are_told_with_their_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / FILE).write_text("approvals:\n  - brief: rooms\n    rolle: facts\n", encoding="utf-8")
    code, whole = told(capsys, "approve", "--list")
    assert code == 2
    assert {"rolle"} <= {
        word for one in whole["findings"] for word in one["message"].replace("“", " ").replace("”", " ").split()
    }
    assert all(one["path"] == FILE and one["line"] for one in whole["findings"])
    assert approve() == 2


def test_adding_to_nothing_makes_the_file() -> None:
    approvals, faults = read_approvals(add_record("", record_text(FIELDS)).encode("utf-8"))
    assert faults == ()
    assert len(approvals) == 1


def test_the_policy_reads_its_roles(root: Path) -> None:
    ask(root, 'approvals = ["Facts!"]')
    _, findings = load_settings(root)
    assert [one.rule for one in findings] == ["wrong-setting"]
