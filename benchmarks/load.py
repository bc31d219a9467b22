"""How long twenty thousand facts take to load and check, against the bare YAML loader in the same run.

python benchmarks/load.py [FACTS]. Prints the best of three of each, and the ratio; promised is 1.5 at most.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from measure import Row

from briefs.load import load_evidence

SHEETS = 10
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SOURCES = """\
- id: office-2024
  type: report
  title: Yearly count
  issued: 2024-03-01
  publisher: Office
  URL: https://example.org/2024
"""
UNITS = "language: en\nunits:\n  visit: {kind: count, one: visit, other: visits}\n"
FACT = """\
  visits-{0}:
    statement: visits to reading room {0}
    value: {0}00
    unit: visit
    as_printed: {0}00 visits
    place: Northland
    period: 2023-01-01/2023-12-31
    source: office-2024
    locator: {{label: table, value: "{0}"}}
"""


def rows() -> list[Row]:
    """Twenty thousand facts."""
    _, bare, ours = measure(20_000)
    name = "20,000 facts loaded and checked, against the bare C YAML loader"
    return [Row(name, f"{ours:.2f} s", f"{bare:.2f} s", ours / bare, 1.5)]


def measure(count: int) -> tuple[float, float, float]:
    """Megabytes, and seconds of the bare loader and of ours."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        texts = write_project(root, count)
        gc.disable()  # for both alike
        bare = best(lambda: [yaml.load(text, Loader=LOADER) for text in texts])
        ours = best(lambda: checked(root, count))
        gc.enable()
    return sum(map(len, texts)) / 1e6, bare, ours


def main(count: int) -> None:
    size, bare, ours = measure(count)
    print(f"{count} facts, {size:.1f} MB: bare {bare:.2f} s, loaded and checked {ours:.2f} s")
    print(f"ratio {ours / bare:.2f}")


def write_project(root: Path, count: int) -> list[str]:
    data = root / "data"
    for name in ("sources", "facts"):
        (data / name).mkdir(parents=True)
    (data / "sources" / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (data / "units.yaml").write_text(UNITS, encoding="utf-8")
    texts = []
    for sheet in range(SHEETS):
        facts = "".join(FACT.format(number) for number in range(1 + sheet, count + 1, SHEETS))
        texts.append(f"title: Visits, part {sheet}\nlanguage: en\nfacts:\n{facts}")
        (data / "facts" / f"part-{sheet}.yaml").write_text(texts[-1], encoding="utf-8")
    return texts


def checked(root: Path, count: int) -> None:
    evidence, findings = load_evidence(root)
    assert not findings, findings[0]
    assert len(evidence.facts) == count


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
