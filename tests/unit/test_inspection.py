"""What ``tiaowen inspect`` says of a file."""

from __future__ import annotations

from datetime import date

import pytest

from build_tools.inspection import has_error, inspect_file
from tests.projects import law_text

BODY = """\
## 第一编　总则

### 第一章　一般规定

- **第一条**　有下列情形之一的，适用本法：

  （一）第一项；

  （二）第二项：

  1．第一目；

  2．第二目。

- **第二条**　第一款。

  第二款。

## 附则

- **第三条**　本法自2025年12月1日起施行。
"""


def test_a_law(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(law_text("某某法", BODY, id="a1", date="2025-09-30", status="有效"), encoding="utf-8")
    answer = inspect_file(str(path), date(2025, 11, 30))
    units = answer.pop("units")
    assert answer == {
        "path": str(path),
        "id": "a1",
        "title": "某某法",
        "number": "",
        "date": "2025-09-30",
        "status": "有效",
        "force": "尚未施行",
        "kind": answer["kind"],
        "divisions": {"编": 1, "分编": 0, "章": 1, "节": 0},
        "preamble": None,
        "annexes": 0,
        "diagnostics": answer["diagnostics"],
    }
    assert units == [
        {
            "label": "第一条",
            "eid": "art_1",
            "path": ["第一编", "第一章"],
            "paragraphs": 1,
            "items": 2,
            "subitems": 2,
        },
        {
            "label": "第二条",
            "eid": "art_2",
            "path": ["第一编", "第一章"],
            "paragraphs": 2,
            "items": 0,
            "subitems": 0,
        },
        {"label": "第三条", "eid": "art_3", "path": ["附则"], "paragraphs": 1, "items": 0, "subitems": 0},
    ]
    assert inspect_file(str(path), date(2025, 12, 1))["force"] == "有效"
    assert not has_error(answer)


@pytest.mark.parametrize(
    ("data", "code"),
    [(None, "file-unreadable"), (b"", "file-empty"), (b"---\ntitle: \xff\n---\n", "not-utf-8")],
)
def test_a_file_that_is_no_law(tmp_path, data, code):
    path = tmp_path / "a.md"
    if data is not None:
        path.write_bytes(data)
    answer = inspect_file(str(path), date(2025, 11, 30))
    assert has_error(answer)
    assert [found["code"] for found in answer["diagnostics"]] == [code]
    assert answer["title"] is None
    assert answer["units"] == []


def test_a_name_that_is_no_text_is_escaped(tmp_path):
    name = f"{tmp_path}/\udcff.md"
    answer = inspect_file(name, date(2025, 11, 30))
    assert answer["path"] == f"{tmp_path}/\\udcff.md"
    assert str(answer).encode()


def test_a_name_that_cannot_be_one():
    assert has_error(inspect_file("a\0b", date(2025, 11, 30)))
