"""Every link between the repository's pages leads to a file and a heading that exist."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.paths import PROJECT_ROOT

PAGES = sorted(path for pattern in ("*.md", "docs/**/*.md", ".github/**/*.md") for path in PROJECT_ROOT.glob(pattern))
SOURCES = sorted(
    path
    for folder in ("engine/s2m2_engine", "s2m2_qgis", "tools", "tests", "recipes")
    for path in (PROJECT_ROOT / folder).rglob("*")
    if path.suffix in (".py", ".toml")
)

LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE_SPAN = re.compile(r"`[^`]*`")
MENTION = re.compile(r"\bdocs/[\w./-]+\.md\b")
EXTERNAL = ("http:", "https:", "mailto:")


def anchors(page: str) -> set[str]:
    """The anchors that GitHub gives a page's headings; of equal ones the later get a number."""
    found: set[str] = set()
    seen: Counter[str] = Counter()
    for heading in HEADING.findall(FENCED.sub("", page)):
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        anchor = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        found.add(anchor if not seen[anchor] else f"{anchor}-{seen[anchor]}")
        seen[anchor] += 1
    return found


def broken_links(page: Path) -> Iterator[str]:
    text = CODE_SPAN.sub("", FENCED.sub("", page.read_text(encoding="utf-8")))
    for link in LINK.findall(text):
        if link.startswith(EXTERNAL):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT_ROOT).as_posix())
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    assert list(broken_links(page)) == []


def test_broken_links_are_found(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Other\n\n## `code`, twice\n\n## `code`, twice\n\n```\n# no heading\n```\n")
    page = tmp_path / "page.md"
    page.write_text(
        "# A page\n\n[1](other.md) [2](other.md#code-twice) [3](other.md#code-twice-1) [4](#a-page) [5](https://qgis.org)\n"
        "[6](missing.md) [7](other.md#code-twice-2) [8](#no-heading) [9](other.md#no-heading) `[10](code.md)`\n"
    )
    assert list(broken_links(page)) == ["missing.md", "other.md#code-twice-2", "#no-heading", "other.md#no-heading"]


def test_pages_that_code_and_recipes_mention_exist() -> None:
    mentions = {(path, name) for path in SOURCES for name in MENTION.findall(path.read_text(encoding="utf-8"))}
    assert {name for _, name in mentions} >= {"docs/training.md"}
    missing = [
        f"{path.relative_to(PROJECT_ROOT)}: {name}"
        for path, name in sorted(mentions)
        if not (PROJECT_ROOT / name).is_file()
    ]
    assert missing == []
