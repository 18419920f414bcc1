"""The tool that keeps translations: which texts it finds in the plugin, what it refuses, what of old work it keeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import translations
import ts_file
from ts_file import Message

MakeProject = Callable[..., Path]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """make_project(module=source, ...) -> a project whose plugin has these modules in a room; again to change them."""

    def make(**modules: str) -> Path:
        room = tmp_path / "s2m2_qgis" / "room"
        room.mkdir(parents=True, exist_ok=True)
        for name, source in modules.items():
            (room / f"{name}.py").write_text(source, encoding="utf-8")
        return tmp_path

    return make


def function(expression: str) -> str:
    return f"def text():\n    return {expression}\n"


def texts_in(root: Path) -> dict[str, Message]:
    texts = translations.texts_of_plugin(root)
    assert texts.faults == []
    return texts.messages


def ts(root: Path, language: str) -> Path:
    return root / translations.FOLDER / f"s2m2_{language}.ts"


def translate(root: Path, language: str, *done: tuple[str, str, str]) -> None:
    """Work on a .ts file as a translator would; `done` are (English text, what stands behind it, what shall stand)."""
    path = ts(root, language)
    content = path.read_text(encoding="utf-8")
    for source, old, new in done:
        before, found, after = content.partition(f"<source>{source}</source>")
        assert found
        assert old in after
        content = before + found + after.replace(old, new, 1)
    path.write_text(content, encoding="utf-8")


UNFINISHED = '<translation type="unfinished"></translation>'


def finished(text: str) -> str:
    return f"<translation>{text}</translation>"


def message(root: Path, language: str, source: str) -> Message:
    return {one.source: one for one in ts_file.read(ts(root, language))}[source]


def test_texts_are_found_wherever_they_stand(make_project: MakeProject) -> None:
    root = make_project(
        one="def text():\n"
        "    a = f\"{tr('inside')} x\"\n"
        '    b = tr("joined "\n           "together")\n'
        "    return lambda: tr('in a lambda').format(a=tr('in an argument'))\n",
        two=function("tr('inside')"),
    )
    found = texts_in(root)
    assert list(found) == ["inside", "joined together", "in a lambda", "in an argument"]
    assert found["inside"].files == ("../../s2m2_qgis/room/one.py", "../../s2m2_qgis/room/two.py")


def test_counted_texts_have_the_english_forms(make_project: MakeProject) -> None:
    calls = "(tr_count('{count} pairs', len(tr('x')), one='one pair'), tr_count('{count} moved', n))"
    found = texts_in(make_project(one=function(calls)))
    assert found["{count} pairs"].forms == ("one pair", "{count} pairs")
    assert "one pair" in found["{count} pairs"].extra
    assert found["{count} moved"].forms == ("{count} moved", "{count} moved")
    assert "x" in found


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        ("tr(f'{x} pairs')", "literals"),
        ("tr(text)", "literals"),
        ("tr('a' + b)", "literals"),
        ("tr('a', 'b')", "literals"),
        ("tr('')", "literals"),
        ("tr_count('{count} pairs')", "literals"),
        ("tr_count(text, 2)", "literals"),
        ("tr_count('{count} pairs', 2, one=text)", "literals"),
        ("tr('50 {')", "str.format refuses"),
        ("tr_count('{count} of {all}', 2, one='one')", "other placeholders"),
        ("(tr('{count} pairs'), tr_count('{count} pairs', 2))", "counted in another way"),
        ("(tr_count('{count} pairs', 2), tr_count('{count} pairs', 2, one='one'))", "counted in another way"),
        ("map(tr, texts)", "can only be called"),
        ("self.tr('a')", "bare name"),
        ("i18n.tr('a')", "bare name"),
    ],
)
def test_calls_that_hide_their_text_are_faults(make_project: MakeProject, call: str, complaint: str) -> None:
    (fault,) = translations.texts_of_plugin(make_project(one=function(call))).faults
    assert fault.startswith("s2m2_qgis/room/one.py:2: ")
    assert complaint in fault


@pytest.mark.parametrize("source", ["X = tr('a')\n", "class A:\n    x = tr('a')\n", "def f(x=tr('a')):\n    pass\n"])
def test_texts_that_are_translated_at_import_are_faults(make_project: MakeProject, source: str) -> None:
    (fault,) = translations.texts_of_plugin(make_project(one=source)).faults
    assert "imported" in fault


def test_english_file_has_its_plural_forms_and_needs_no_translator(make_project: MakeProject) -> None:
    root = make_project(one=function("(tr('a & \"b\"'), tr_count('{count} pairs', n, one='one pair'))"))
    assert translations.update(root) == []
    content = ts(root, "en").read_text(encoding="utf-8")
    assert "<source>a &amp; &quot;b&quot;</source>" in content
    assert "<numerusform>one pair</numerusform>" in content
    assert "line=" not in content
    assert ts_file.read(ts(root, "en")) == list(texts_in(root).values())


def test_translations_outlive_changes_of_the_plugin(make_project: MakeProject) -> None:
    root = make_project(one=function("(tr('stays'), tr('goes'), tr('begun'), tr('untouched'))"))
    assert translations.update(root, "de") == []
    translate(
        root,
        "de",
        ("stays", UNFINISHED, "<translatorcomment>kurz</translatorcomment>" + finished("bleibt")),
        ("goes", UNFINISHED, finished("geht")),
        ("begun", UNFINISHED, '<translation type="unfinished">ange</translation>'),
    )
    make_project(one=function("tr('new')"), two=function("tr('stays')"))
    assert translations.update(root) == []
    kept = message(root, "de", "stays")
    assert (kept.forms, kept.state, kept.note) == (("bleibt",), "", "kurz")
    assert kept.files == ("../../s2m2_qgis/room/two.py",)
    assert message(root, "de", "new").state == ts_file.UNFINISHED
    assert message(root, "de", "goes").state == ts_file.VANISHED
    assert message(root, "de", "begun").state == ts_file.OBSOLETE
    assert [one.source for one in ts_file.read(ts(root, "de"))] == ["new", "stays", "goes", "begun"]
    assert [one.source for one in ts_file.read(ts(root, "en"))] == ["new", "stays"]
    make_project(one=function("(tr('goes'), tr('begun'))"))
    assert translations.update(root) == []
    assert message(root, "de", "goes").state == ""
    assert message(root, "de", "begun").state == ts_file.UNFINISHED
    assert message(root, "de", "begun").forms == ("ange",)


def test_text_that_gets_plural_forms_has_to_be_looked_at(make_project: MakeProject) -> None:
    root = make_project(one=function("tr('{count} pairs')"))
    translations.update(root, "pl")
    translate(root, "pl", ("{count} pairs", UNFINISHED, finished("{count} par")))
    make_project(one=function("tr_count('{count} pairs', n)"))
    translations.update(root)
    now = message(root, "pl", "{count} pairs")
    assert (now.forms, now.state) == (("{count} par",) * 3, ts_file.UNFINISHED)


def test_check_tells_what_is_stale_and_changes_nothing(make_project: MakeProject) -> None:
    root = make_project(one=function("tr('a')"))
    translations.update(root, "de")
    assert translations.update(root, check=True) == []
    make_project(one=function("tr('b')"))
    before = {path: path.read_bytes() for path in ts(root, "en").parent.iterdir()}
    faults = translations.update(root, check=True)
    assert ["s2m2_de.ts" in faults[0], "s2m2_en.ts" in faults[1]] == [True, True]
    assert {path: path.read_bytes() for path in before} == before
    assert translations.update(root) == []
    assert translations.update(root, check=True) == []


def test_line_ends_of_windows_are_no_change(make_project: MakeProject) -> None:
    root = make_project(one=function("tr('a')"))
    translations.update(root)
    path = ts(root, "en")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert translations.update(root, check=True) == []


def test_check_fails_without_the_english_file(make_project: MakeProject) -> None:
    root = make_project(one=function("tr('a')"))
    assert len(translations.update(root, check=True)) == 1
    assert not ts(root, "en").exists()


@pytest.mark.parametrize("text", ["{name}, {size:.1f} m", "{size:.1f} m: {name}"])
def test_translation_with_the_same_placeholders_is_taken(make_project: MakeProject, text: str) -> None:
    root = make_project(one=function("tr('{name} has {size:.1f} m')"))
    translations.update(root, "de")
    translate(root, "de", ("{name} has {size:.1f} m", UNFINISHED, finished(text)))
    assert translations.update(root, check=True) == []
    assert set(translations.qm_files(root)) == {"s2m2_de.qm"}


@pytest.mark.parametrize(
    "text",
    ["{name}", "{name} {größe:.1f} m", "{name} {size} m", "{name} {name} {size:.1f}", "{name {size:.1f}", "", "{}"],
)
def test_translation_with_other_placeholders_is_refused(make_project: MakeProject, text: str) -> None:
    root = make_project(one=function("tr('{name} has {size:.1f} m')"))
    translations.update(root, "de")
    translate(root, "de", ("{name} has {size:.1f} m", UNFINISHED, finished(text)))
    (fault,) = translations.update(root, check=True)
    assert "s2m2_de.ts" in fault
    with pytest.raises(ValueError, match=r"s2m2_de\.ts"):
        translations.qm_files(root)


FORM = "<numerusform></numerusform>"


@pytest.mark.parametrize(
    ("forms", "is_right"),
    [
        (("ein Paar in {place}", "{count} Paare in {place}"), True),
        (("{count} Paare in {place}",) * 2, True),
        (("ein Paar", "{count} Paare in {place}"), False),
        (("%n Paar in {place}", "%n Paare in {place}"), False),
        (("{count} Paare in {place}",), False),
        (("{count} Paare in {place}",) * 3, False),
        (("", "{count} Paare in {place}"), False),
    ],
)
def test_plural_forms_may_leave_out_the_number_alone(
    make_project: MakeProject, forms: tuple[str, ...], is_right: bool
) -> None:
    source = "{count} pairs in {place}"
    root = make_project(one=function(f"tr_count('{source}', n)"))
    translations.update(root, "de")
    inside = "".join(f"<numerusform>{form}</numerusform>" for form in forms)
    content = ts(root, "de").read_text(encoding="utf-8")
    begin, end = content.index("<translation"), content.index("</translation>")
    ts(root, "de").write_text(f"{content[:begin]}<translation>{inside}{content[end:]}", encoding="utf-8")
    assert translations.update(root) == [] if is_right else translations.update(root) != []


def test_only_finished_translations_are_loaded(make_project: MakeProject) -> None:
    root = make_project(one=function("(tr('done'), tr('begun'))"))
    translations.update(root, "de")
    assert translations.qm_files(root) == {}
    translate(
        root,
        "de",
        ("done", UNFINISHED, finished("fertig")),
        ("begun", UNFINISHED, '<translation type="unfinished">ange</translation>'),
    )
    content = translations.qm_files(root)["s2m2_de.qm"]
    assert "fertig".encode("utf-16-be") in content
    assert "ange".encode("utf-16-be") not in content


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("</TS>", "", "XML"),
        ('language="de"', 'language="fr"', "language"),
        ("<name>S2M2</name>", "<name>Dock</name>", "context"),
        ("</context>", "</context><context><name>Dock</name></context>", "context"),
    ],
)
def test_foreign_file_is_refused_and_left_alone(make_project: MakeProject, old: str, new: str, complaint: str) -> None:
    root = make_project(one=function("tr('a')"))
    translations.update(root, "de")
    path = ts(root, "de")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = path.read_bytes()
    (fault,) = translations.update(root)
    assert complaint in fault
    assert path.read_bytes() == before


def test_command_says_how_far_a_translation_is(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project(one=function("(tr('a'), tr('b'))"))
    monkeypatch.setattr(translations, "ROOT", root)
    assert translations.main(["de"]) == 0
    translate(root, "de", ("a", UNFINISHED, finished("A")))
    assert translations.main(["--check"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "s2m2_de.ts: 1 of 2 texts are translated."
    make_project(one=function("tr(f'{a}')"))
    assert translations.main(["--check"]) == 1
    assert "one.py:2" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        translations.main(["../de"])
