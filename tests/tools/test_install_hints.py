"""What a reader is told to install can be installed."""

from __future__ import annotations

from helpers.paths import PROJECT_ROOT


def test_no_text_names_the_engine_as_a_package_of_an_index() -> None:
    """Pip would answer that there is no such package, or install somebody else's."""
    texts = [*PROJECT_ROOT.glob("*.md"), *(PROJECT_ROOT / "docs").rglob("*.md")]
    for folder in ("engine/s2m2_engine", "s2m2_qgis"):
        texts += (PROJECT_ROOT / folder).rglob("*.py")
    assert len(texts) > 100
    wrong = ("install s2m2-engine", "install 's2m2-engine", 'install "s2m2-engine')
    found = [path.name for path in texts if any(word in path.read_text(encoding="utf-8") for word in wrong)]
    assert found == []
