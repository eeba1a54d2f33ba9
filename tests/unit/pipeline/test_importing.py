"""What an import writes, what it leaves alone, and what it says about versions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from build_tools import fsio
from build_tools.intake.convert import Wishes
from build_tools.pipeline.imported import ImportOrder, ImportOrderError, Outcome, find_documents
from build_tools.pipeline.importing import import_files
from tests.projects import files_of, law_text, write_laws
from tests.unit.intake.docx import centred, docx, law, paragraph
from tests.unit.intake.test_reader import image

ID = "ff80818199e72aa4019a0499b95062df"
OTHER_ID = "a" * 32
NAME = f"某某条例_20240102_{ID}.docx"
SOURCE = "qita/moumou-tiaoli.2024-01-02.md"
WISHES = Wishes(date(2026, 1, 1))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


def put(folder: Path, name: str = NAME, data: bytes | None = None) -> Path:
    path = folder / name
    path.write_bytes(law("第一条　甲。", "第二条　乙。") if data is None else data)
    return path


def take(*files: Path, source: Path, wishes: Wishes = WISHES, **options: object):
    return import_files(ImportOrder(files, wishes, (source,), **options))  # type: ignore[arg-type]


def outcomes(report) -> list[str]:
    return [one.outcome.value for one in report.files]


def codes(report) -> list[str]:
    return [found.code for found in report.diagnostics]


def test_a_new_law_is_written_once_and_then_left_alone(tmp_path, source):
    file = put(tmp_path)
    report = take(file, source=source)
    assert outcomes(report) == ["written"]
    assert report.files[0].target == str(source / SOURCE)
    before = files_of(source)
    stamp = (source / SOURCE).stat().st_mtime_ns
    report = take(file, source=source)
    assert (outcomes(report), report.diagnostics) == (["unchanged"], ())
    assert files_of(source) == before
    assert (source / SOURCE).stat().st_mtime_ns == stamp


def test_front_matter_that_was_edited_is_kept(tmp_path, source):
    file = put(tmp_path)
    take(file, source=source)
    text = (source / SOURCE).read_text("utf-8").replace("status: 有效", "status: 已修改")
    # Wherever the maintainer has put it, and whatever it is called: the id says that it is this law.
    write_laws(source, {"national/x.md": text})
    (source / SOURCE).unlink()
    report = take(file, source=source)
    assert (outcomes(report), codes(report)) == (["kept"], ["import-kept"])
    assert files_of(source) == {"national/x.md": text.encode()}


def test_a_source_file_with_another_text_is_an_error_and_stays(tmp_path, source):
    file = put(tmp_path)
    take(file, source=source)
    text = (source / SOURCE).read_text("utf-8").replace("乙", "丙")
    write_laws(source, {SOURCE: text})
    report = take(file, source=source)
    (found,) = report.diagnostics
    assert outcomes(report) == ["differs"]
    assert found.path == str(source / SOURCE)
    assert "character 13: “第一条甲。第二条乙。” there, “第一条甲。第二条丙。” here" in found.message
    assert (source / SOURCE).read_text("utf-8") == text


def test_a_file_of_another_law_is_never_written_over(tmp_path, source):
    write_laws(source, {SOURCE: "something else"})
    file = put(tmp_path)
    assert outcomes(take(file, source=source)) == ["written"]
    assert (source / SOURCE).read_text("utf-8") == "something else"
    assert (source / "qita/moumou-tiaoli.2024-01-02-2.md").is_file()
    assert outcomes(take(file, source=source)) == ["unchanged"]


def test_documents_of_one_title_and_day_with_two_ids_stand_side_by_side(tmp_path, source):
    files = put(tmp_path), put(tmp_path, f"某某条例_20240102_{OTHER_ID}.docx", law("第一条　丙。"))
    report = take(*files, source=source)
    assert outcomes(report) == ["written", "written"]
    assert codes(report).count("import-repeated") == 1
    assert len(files_of(source)) == 2


def test_a_newer_text_goes_beside_the_older_one_whose_status_is_to_change(tmp_path, source):
    old = law_text("某某条例", id="old", publication_date="2015-04-01", status="有效")
    write_laws(source, {"local/henan/old.md": old})
    report = take(put(tmp_path), source=source)
    assert report.files[0].target == str(source / "local/henan/moumou-tiaoli.2024-01-02.md")
    about_old = next(found for found in report.diagnostics if found.code == "import-superseded")
    assert (about_old.path, about_old.line) == (str(source / "local/henan/old.md"), 5)
    assert "once it is in force, write “status: 已修改” here" in about_old.message
    assert "import-version" in codes(report)
    assert (source / "local/henan/old.md").read_text("utf-8") == old


@pytest.mark.parametrize(
    ("title", "fields", "expected"),
    [
        ("某某条例", {"publication_date": "2015-04-01", "status": "已修改"}, {"import-version"}),
        ("某某条例", {"publication_date": "2025-04-01", "status": "有效"}, {"import-older"}),
        ("某某条例", {"status": "有效"}, set()),
        ("另一条例", {"publication_date": "2015-04-01", "status": "有效"}, set()),
    ],
)
def test_what_is_said_about_other_texts(tmp_path, source, title, fields, expected):
    body = "- **第一条**　甲。\n"
    write_laws(source, {"other.md": law_text(title, body, id="other", **fields)})
    assert {
        code for code in codes(take(put(tmp_path), source=source)) if code.startswith("import-")
    } == expected


def test_a_text_that_came_in_the_same_run_is_known(tmp_path, source):
    files = put(tmp_path, f"某某条例_20150401_{OTHER_ID}.docx"), put(tmp_path)
    assert "import-superseded" in codes(take(*files, source=source))


def test_out_takes_all_source_files(tmp_path, source):
    out = tmp_path / "deep" / "out"
    report = take(put(tmp_path), source=source, out=out)
    assert report.files[0].target == str(out / "moumou-tiaoli.2024-01-02.md")
    assert outcomes(take(put(tmp_path), source=source, out=out)) == ["unchanged"]


@pytest.mark.parametrize(
    ("note", "folder"),
    [
        ("（2023年12月30日河南省第十四届人民代表大会常务委员会第二次会议通过）", "local/henan"),
        ("（2023年12月30日国务院令第1号公布）", "national/xingzheng-fagui"),
        ("", "qita"),
    ],
)
def test_folders_go_by_kind_and_region(tmp_path, source, note, folder):
    data = docx(centred("某某条例") + paragraph(note) + paragraph("第一条　甲。"))
    report = take(put(tmp_path, data=data), source=source)
    assert report.files[0].target == str(source / folder / "moumou-tiaoli.2024-01-02.md")


def test_images_are_written_beside_the_source_file_and_come_back(tmp_path, source):
    file = put(tmp_path, data=image(b"\x89PNG\r\n\x1a\n123"))
    take(file, source=source)
    picture = source / f"qita/images/{ID}/image_01.png"
    assert picture.read_bytes() == b"\x89PNG\r\n\x1a\n123"
    picture.unlink()
    assert outcomes(take(file, source=source)) == ["unchanged"]
    assert picture.is_file()


def test_another_image_is_never_written_over(tmp_path, source):
    write_laws(source, {f"qita/images/{ID}/image_01.png": "mine"})
    report = take(put(tmp_path, data=image(b"\x89PNG\r\n\x1a\n123")), source=source)
    assert (outcomes(report), codes(report)) == (["rejected"], ["import-image"])
    assert list(files_of(source)) == [f"qita/images/{ID}/image_01.png"]


def test_what_cannot_be_taken_in_does_not_stop_the_others(tmp_path, source):
    files = [
        put(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        put(tmp_path, "b.docx", b"PK\x03\x04"),
        tmp_path / "missing.docx",
        tmp_path,
        put(tmp_path),
    ]
    report = take(*files, source=source)
    assert outcomes(report) == ["rejected"] * 4 + ["written"]
    assert codes(report)[:4] == ["docx-legacy", "docx-damaged", "file-unreadable", "file-unreadable"]
    assert "soffice --headless --convert-to docx" in report.diagnostics[0].message


def test_an_import_that_was_killed_is_completed(tmp_path, source, monkeypatch):
    files = [put(tmp_path, f"某某条例_202{n}0102_{str(n) * 32}.docx") for n in range(6)]
    write, written = fsio.write_atomically, []

    def failing(path: Path, data: bytes) -> None:
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(path)
        write(path, data)

    monkeypatch.setattr(fsio, "write_atomically", failing)
    with pytest.raises(KeyboardInterrupt):
        take(*files, source=source)
    monkeypatch.setattr(fsio, "write_atomically", write)
    assert outcomes(take(*files, source=source)) == ["unchanged"] * 3 + ["written"] * 3


def test_a_check_writes_nothing(tmp_path, source):
    file = put(tmp_path)
    assert outcomes(take(file, source=source, check=True)) == ["equal"]
    assert files_of(source) == {}
    take(file, source=source)
    assert outcomes(take(file, source=source, check=True)) == ["equal"]
    write_laws(source, {SOURCE: (source / SOURCE).read_text("utf-8").replace("乙", "丙")})
    report = take(file, source=source, check=True)
    assert (outcomes(report), codes(report)) == (["differs"], ["import-differs"])


def test_findings_of_the_parser_name_the_source_file(tmp_path, source):
    report = take(put(tmp_path, data=law("第一条　甲。", "第三条　乙。")), source=source)
    found = next(one for one in report.diagnostics if one.code == "article-gap")
    assert found.path == str(source / SOURCE)
    assert found.line > 1


def test_id_and_url_are_those_of_one_document(tmp_path, source):
    with pytest.raises(ImportOrderError):
        take(put(tmp_path), put(tmp_path, "b.docx"), source=source, wishes=Wishes(date(2026, 1, 1), id="x"))


def test_documents_in_folders(tmp_path):
    for name in ("b.docx", "a/c.DOCX", "a/d.doc", "a/~$c.docx", ".git/e.docx", "x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = find_documents([tmp_path / "b.docx"], [tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["b.docx", "a/c.DOCX", "a/d.doc"]


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_nothing_to_import(tmp_path, folder):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImportOrderError):
        find_documents([], [tmp_path / folder])


def test_the_report_counts_every_outcome(tmp_path, source):
    report = take(put(tmp_path), tmp_path / "missing.docx", source=source)
    assert report.summary() == "2 files: 1 written, 1 rejected"
    answer = report.as_json()
    assert answer["counts"] == {outcome.value: outcomes(report).count(outcome.value) for outcome in Outcome}
    assert [row["target"] for row in answer["files"]] == [str(source / SOURCE), None]  # type: ignore[attr-defined]
